namespace Cajal.Data;

/// <summary>What the examples of a part are for.</summary>
public enum PartKind
{
    /// <summary>To fit on.</summary>
    Training,

    /// <summary>To choose by: early stopping, settings.</summary>
    Validation,

    /// <summary>To judge by, once, at the end.</summary>
    Test,
}
