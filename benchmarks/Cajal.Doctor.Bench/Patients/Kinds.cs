namespace Cajal.DoctorBench.Patients;

/// <summary>The healthy patients: those that thresholds were tuned on, those of the third trial, and those of the fourth.</summary>
internal static class Kinds
{
    /// <summary>Seen while thresholds were set.</summary>
    public static IReadOnlyList<Func<ulong, Patient>> Tuned { get; } =
    [
        Points.Moons, Points.Blobs, Points.Gaussians, Points.DeepMoons, Numbers.Surface, Pictures.Digits, Sequences.First, Sequences.More,
        Points.Spiral, Points.Ring, Numbers.Huber, Pictures.Normed, Sequences.Same,
        Rings.Three, Tables.Clouds, Outputs.Three, Marks.Earlier, Words.Subjects, Signals.Shapes, Outputs.Friedman, Drawings.Shapes, Marks.Number,
    ];

    /// <summary>Not seen before the third trial, known since.</summary>
    public static IReadOnlyList<Func<ulong, Patient>> Third { get; } =
        [Pinwheel.Arms, Trades.OfWords, Links.Circles, Arm.Hand, Peaks.Place, Lines.Turned, PointSets.Shapes, Majority.Symbol];

    /// <summary>Of the fourth trial: healthy by <c>--healthy</c>, and never shown to the Doctor before its thresholds were frozen.</summary>
    public static IReadOnlyList<Func<ulong, Patient>> Frozen { get; } =
        [Customers.Leaving, Lamps.Digits, Ripples.Heights, Spectra.Substances, Weaves.Five, Strings.Plucked, Tank.Level, Lookup.Asked];
}
