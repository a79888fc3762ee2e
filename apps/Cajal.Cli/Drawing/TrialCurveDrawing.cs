using Cajal.Insight;

namespace Cajal.Cli;

/// <summary>The losses of a trial: a dotted line with the prescription, circles without it.</summary>
internal static class TrialCurveDrawing
{
    public static string Draw(CureTrial trial)
    {
        double?[] after = Losses(trial.After), before = Losses(trial.Before);
        int epochs = Math.Min(after.Length, Math.Max(before.Length, 1));
        return LossCurve.Draw([.. after.Take(epochs).Select(l => l ?? double.NaN)], [.. before.Take(epochs).Select(l => l is { } x && double.IsFinite(x) ? l : null)],
            $"{trial.After.JudgedOn} loss", ("with the prescription", "without"));
    }

    private static double?[] Losses(TrialCurve curve) => [.. curve.History.Select(e => (double?)e["loss"])];
}
