namespace Cajal;

/// <summary>Which of its values an operation reads again in backward.</summary>
[Flags]
public enum Saves
{
    /// <summary>None: sums, views.</summary>
    Nothing = 0,

    /// <summary>The inputs.</summary>
    Inputs = 1,

    /// <summary>The results.</summary>
    Outputs = 2,

    /// <summary>Inputs and results.</summary>
    Both = 3,
}
