namespace Cajal.DoctorBench.Patients;

/// <summary>The healthy patients: those that thresholds were tuned on, and those of the frozen trial.</summary>
internal static class Kinds
{
    /// <summary>Seen while thresholds were set.</summary>
    public static IReadOnlyList<Func<ulong, Patient>> Tuned { get; } =
        [Points.Moons, Points.Blobs, Points.Gaussians, Points.DeepMoons, Numbers.Surface, Pictures.Digits, Sequences.First, Sequences.More];

    /// <summary>Not looked at before the thresholds were frozen.</summary>
    public static IReadOnlyList<Func<ulong, Patient>> Frozen { get; } =
        [Points.Spiral, Points.Ring, Numbers.Huber, Pictures.Normed, Sequences.Same];
}
