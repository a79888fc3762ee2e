namespace Cajal.Insight;

/// <summary>One entry of the Doctor's catalogue: looks at the evidence and speaks, or is silent.</summary>
/// <param name="code">Its short name: <c>T4</c>.</param>
/// <param name="name">Its name: <c>dead units</c>.</param>
/// <param name="stage">What it is about.</param>
/// <param name="lecture">Page and section of the lecture companion.</param>
internal abstract class Check(string code, string name, Stage stage, string lecture)
{
    /// <summary>Its short name.</summary>
    public string Code { get; } = code;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it is about.</summary>
    public Stage Stage { get; } = stage;

    /// <summary>Whether it can speak while training goes on, from looks and epochs alone.</summary>
    public virtual bool IsLive => false;

    /// <summary>What it finds; null when all is well, or when it does not apply.</summary>
    public abstract Finding? Examine(Examination examination);

    /// <summary>A finding of this check; the rest is filled in by <c>with</c>.</summary>
    protected Finding Found(Severity severity, string symptom, params IReadOnlyList<Measurement> evidence) => new()
    {
        Code = Code,
        Name = Name,
        Stage = Stage,
        Severity = severity,
        Symptom = symptom,
        Evidence = evidence,
        Lecture = lecture,
    };
}
