namespace Cajal.Insight;

/// <summary>Something the Doctor has found: what is seen, the numbers behind it, where, why, and what to do.</summary>
public sealed record Finding
{
    /// <summary>Its short name in the catalogue: <c>T4</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Its name: <c>dead units</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    public required Stage Stage { get; init; }

    /// <summary>How sure it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What is seen, in one sentence that someone understands who has heard the lectures.</summary>
    public required string Symptom { get; init; }

    /// <summary>The numbers it rests on, the telling one first.</summary>
    public required IReadOnlyList<Measurement> Evidence { get; init; }

    /// <summary>Layers, units, rows, steps, lines of code: <c>layer 2 (Linear)</c>, <c>row 17</c>, <c>Program.cs:41</c>.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>What may be behind it, the likeliest first.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];

    /// <summary>What to do, the first thing first.</summary>
    public IReadOnlyList<Prescription> Prescriptions { get; init; } = [];

    /// <summary>What else it could be and was not ruled out, a sentence each.</summary>
    public IReadOnlyList<string> NotExcluded { get; init; } = [];

    /// <summary>Page and section of the lecture companion: <c>artificial-neural-networks.md#8-the-relu-family-sparse-quick-and-it-can-die</c>.</summary>
    public required string Lecture { get; init; }

    /// <summary>True while a finding of an earlier stage is certain: first that, then perhaps this.</summary>
    public bool IsPossible { get; init; }

    /// <summary>Whether it was there before the first step: then nothing that steps did is its cause.</summary>
    internal bool IsFromTheStart { get; init; }

    /// <summary>Findings that follow from this one.</summary>
    public IReadOnlyList<Finding> Consequences { get; init; } = [];

    /// <summary>For example <c>T4 dead units (warning): 83 % of the hidden units …</c>.</summary>
    public override string ToString() => $"{Code} {Name} ({(IsPossible ? "possible " : "")}{Severity.ToString().ToLowerInvariant()}): {Symptom}";
}
