using System.Globalization;

namespace Cajal.Insight;

/// <summary>How far a rate that throws the weights about must come down: the same first weights under a tenth of it, a hundredth, and so on.</summary>
internal static class CalmerRate
{
    private const int Steps = 200;
    private static readonly double[] Parts = [10, 100, 1e3, 1e4, 1e5];

    /// <summary>Prescriptions of lower rates, the one that led furthest in a trial first; where nothing can be tried, a tenth and then less and less.</summary>
    public static IReadOnlyList<Prescription> For(Examination e)
    {
        double rate = Movement.Rate(e);
        double[] parts = [.. Tried(e, rate).Where(t => double.IsFinite(t.Loss)).OrderBy(t => t.Loss).Select(t => t.Part)];
        return [.. (parts.Length > 0 ? parts[..Math.Min(2, parts.Length)] : Parts[..3])
            .Select(part => Movement.WithRate(string.Create(CultureInfo.InvariantCulture, $"Divide the learning rate by {part:#,0}, to {rate / part:G2}"), rate / part))];
    }

    // Once a rate leads less far than the one before, lower ones only lead there more slowly.
    private static List<(double Part, double Loss)> Tried(Examination e, double rate)
    {
        var tried = new List<(double Part, double Loss)>();
        if (!e.Trials.IsPossible || !double.IsFinite(e.FirstLook.Loss)) return tried;
        foreach (double part in Parts)
        {
            double loss = e.Trials.LossAfter(e.First, rate / part, Steps);
            bool isPast = tried.Count > 0 && tried[^1].Loss < e.FirstLook.Loss && loss > tried[^1].Loss;
            tried.Add((part, loss));
            if (isPast) break;
        }
        return tried;
    }
}
