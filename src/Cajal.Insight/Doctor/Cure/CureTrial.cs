using System.Globalization;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>A prescription tried: the same training from the same seed without and with it, and whether it helped.</summary>
public sealed record CureTrial
{
    /// <summary>Time of one training unless told otherwise.</summary>
    public static readonly TimeSpan UsualBudget = TimeSpan.FromMinutes(1);

    // A difference of two standard errors is more than noise.
    private const double Errors = 2;

    /// <summary>What was changed.</summary>
    public required Prescription Prescription { get; init; }

    /// <summary>The training without it.</summary>
    public required TrialCurve Before { get; init; }

    /// <summary>The training with it.</summary>
    public required TrialCurve After { get; init; }

    /// <summary>Whether the figure got better by more than noise.</summary>
    public required bool Helped { get; init; }

    /// <summary>What came of it, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Trains twice.</summary>
    /// <param name="recipe">What was trained.</param>
    /// <param name="prescription">What to change.</param>
    /// <param name="budget">Time of one training.</param>
    /// <param name="progress">Is told of both.</param>
    /// <param name="cancellation">Ends the trial.</param>
    /// <param name="untreated">The training without it, where that was done already.</param>
    internal static CureTrial Of(Recipe recipe, Prescription prescription, TimeSpan budget, IProgress<TrainingEvent>? progress, CancellationToken cancellation,
        TrialCurve? untreated = null)
    {
        if (!prescription.CanBeTried) throw new ArgumentException($"'{prescription.Text}' is for a person to do; no entry of the recipe says it.");
        var before = untreated ?? TrialCurve.Train(recipe, budget, progress, cancellation);
        var cured = prescription.ApplyTo(before.Epochs is > 0 and var epochs && epochs < recipe.Epochs ? recipe with { Epochs = epochs } : recipe);
        var after = TrialCurve.Train(cured, budget, progress, cancellation);
        return Judge(prescription, before, after, isSameLoss: cured.Loss == recipe.Loss);
    }

    private static CureTrial Judge(Prescription prescription, TrialCurve before, TrialCurve after, bool isSameLoss)
    {
        string what = Short(prescription);
        if (after.Trouble is { } trouble) return Made(false, $"{what} did not help: {trouble}");
        if (before.Trouble is not null) return Made(true, $"{what} helped: the training goes through, and its {Figure(after)}; without it the loss is lost.");
        // Where the loss itself is another one, the share of right answers is compared.
        double[] differences = isSameLoss ? Differences(before.Losses, after.Losses) : Differences(after.Right, before.Right);
        if (differences.Length < 2) return Made(false, $"{what} could not be judged: there are too few examples to judge by.");
        double mean = differences.Average(), error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1) / differences.Length);
        bool helped = IsMoreThanNoise(differences);
        string size = string.Create(CultureInfo.InvariantCulture, $"by {Math.Abs(mean):G3} ± {Errors * error:G2} on {differences.Length} {before.JudgedOn} examples");
        string figure = isSameLoss ? $"loss from {Text(before.Loss)} to {Text(after.Loss)}" : $"share of right answers from {Text(before.Right.Average())} to {Text(after.Right.Average())}";
        return Made(helped, helped ? $"{what} helped: {figure}, {size}."
            : IsMoreThanNoise([.. differences.Select(d => -d)]) ? $"{what} made it worse: {figure}, {size}." : $"{what} made no difference beyond noise: {figure}, {size}.");

        CureTrial Made(bool isBetter, string sentence) => new() { Prescription = prescription, Before = before, After = after, Helped = isBetter, Sentence = sentence };
    }

    /// <summary>Whether gains, one for each example, are more than noise: their mean lies more than two standard errors above 0. Where a hundredth of the examples makes up most of
    /// the spread, as after divergence, the mean has no such error; then ranks are compared, by Wilcoxon's signed-rank test (1945): Σ ±rank/√(Σ rank²) above 2.</summary>
    /// <param name="gains">How much better each example is answered.</param>
    public static bool IsMoreThanNoise(IReadOnlyList<double> gains)
    {
        if (gains.Count < 2) return false;
        double mean = gains.Average(), squares = gains.Sum(g => (g - mean) * (g - mean));
        if (!(mean > 0)) return false;
        if (mean > Errors * Math.Sqrt(squares / (gains.Count - 1) / gains.Count)) return true;
        bool isOfFew = gains.Select(g => (g - mean) * (g - mean)).OrderDescending().Take(Math.Max(1, gains.Count / 100)).Sum() > squares / 2;
        if (!isOfFew && double.IsFinite(squares)) return false;
        double[] ranked = [.. gains.Where(g => g != 0).OrderBy(Math.Abs)];
        double sum = 0, all = 0;
        for (int i = 0; i < ranked.Length; i++) (sum, all) = (sum + Math.Sign(ranked[i]) * (i + 1.0), all + (i + 1.0) * (i + 1));
        return sum > Errors * Math.Sqrt(all);
    }

    private static string Short(Prescription prescription) => string.Join(", ", prescription.Changes.Select(c => $"{c.Entry} {c.Value}"));

    private static string Figure(TrialCurve curve) => $"loss is {Text(curve.Loss)}";

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static double[] Differences(double[] high, double[] low) => high.Length == low.Length ? [.. high.Zip(low, (a, b) => a - b).Where(double.IsFinite)] : [];
}
