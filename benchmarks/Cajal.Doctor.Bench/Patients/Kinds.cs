namespace Cajal.DoctorBench.Patients;

/// <summary>The healthy patients: those that thresholds were tuned on, and those of the frozen trial.</summary>
internal static class Kinds
{
    /// <summary>Seen while thresholds were set.</summary>
    public static IReadOnlyList<Func<ulong, Patient>> Tuned { get; } =
    [
        Points.Moons, Points.Blobs, Points.Gaussians, Points.DeepMoons, Numbers.Surface, Pictures.Digits, Sequences.First, Sequences.More,
        Points.Spiral, Points.Ring, Numbers.Huber, Pictures.Normed, Sequences.Same,
        Rings.Three, Tables.Clouds, Outputs.Three, Marks.Earlier, Words.Subjects, Signals.Shapes, Outputs.Friedman, Drawings.Shapes, Marks.Number,
    ];

    /// <summary>Healthy by <c>--healthy</c>, and never shown to the Doctor before its thresholds are frozen.</summary>
    public static IReadOnlyList<Func<ulong, Patient>> Frozen { get; } =
        [Pinwheel.Arms, Trades.OfWords, Links.Circles, Arm.Hand, Peaks.Place, Lines.Turned, PointSets.Shapes, Majority.Symbol];
}
