using Cajal.DoctorBench.Patients;
using Cajal.Insight;

namespace Cajal.DoctorBench.Faults;

/// <summary>A fault that can be planted in a healthy patient, and the healthy twin that looks like it.</summary>
/// <param name="code">Code of the finding it asks for: <c>T4</c>.</param>
/// <param name="name">Which fault of that finding: <c>bias of -6</c>.</param>
internal abstract class Fault(string code, string name)
{
    /// <summary>Code of the finding it asks for.</summary>
    public string Code { get; } = code;

    /// <summary>Which fault of that finding.</summary>
    public string Name { get; } = name;

    /// <summary>Codes that name this fault rightly as the root.</summary>
    public virtual IReadOnlyList<string> Roots => [Code];

    /// <summary>Severity from which on it counts as caught: a note where the finding is no more than that.</summary>
    public virtual Severity Least => Severity.Warning;

    /// <summary>Whether a cure that the verdict prescribes can be tried and should help.</summary>
    public virtual bool IsCurable => false;

    /// <summary>False where the verdict before training is asked for.</summary>
    public virtual bool IsTrained => true;

    /// <summary>Whether the fault can be planted in this patient.</summary>
    public virtual bool Suits(Patient healthy) => true;

    /// <summary>The patient with the fault.</summary>
    /// <param name="healthy">Without it.</param>
    /// <param name="strength">1 as in the catalogue; 0.5 for half of it.</param>
    public abstract Patient Plant(Patient healthy, double strength);

    /// <summary>Whether what was planted is a fault in this patient, measured without the Doctor: a rate is one only where training ends worse for it. Where it is none, the case is not
    /// counted.</summary>
    /// <param name="ill">With what was planted.</param>
    /// <param name="healthy">Without it.</param>
    public virtual bool IsThere(Patient ill, Patient healthy) => true;

    /// <summary>The patient as the best of all cures leaves it: what a training can lose by the fault is measured against it, without the Doctor. The healthy one, unless a part of the
    /// fault has no cure.</summary>
    public virtual Patient Cured(Patient healthy) => healthy;

    /// <summary>The healthy twin: near the fault, and nothing is wrong.</summary>
    public virtual Patient Twin(Patient healthy) => healthy;
}
