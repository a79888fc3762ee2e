namespace Cajal.Insight;

/// <summary>How sure a finding is, and how much it matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; the run may be as it should be.</summary>
    Note,

    /// <summary>The evidence lies beyond the threshold.</summary>
    Warning,

    /// <summary>Certain: exact equality, NaN, an operation in the wrong place.</summary>
    Error,
}
