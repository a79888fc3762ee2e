namespace Cajal.Networks;

/// <summary>What the target of a loss holds.</summary>
public enum LossTarget
{
    /// <summary>Numbers of the output's shape.</summary>
    Numbers,

    /// <summary>Class labels 0, 1, …: [N].</summary>
    Labels,

    /// <summary>0 or 1 (or a share between), of the output's shape.</summary>
    ZeroOne,

    /// <summary>−1 or 1, of the output's shape.</summary>
    PlusMinusOne,

    /// <summary>Probabilities of the output's shape.</summary>
    Probabilities,
}
