using System.Globalization;

namespace Cajal.Training;

/// <summary>A range test: the learning rate rises by a constant factor from step to step, and the loss tells where it learns best and where
/// it breaks.</summary>
/// <remarks>Source: Smith (2017), Cyclical learning rates for training neural networks, section 3.3.</remarks>
public static class RateSearch
{
    private const double Lowest = 1e-6, Highest = 10, Smoothing = 0.9, BreaksAt = 4;

    /// <summary>Steps through all rates unless told otherwise.</summary>
    public const int UsualSteps = 200;

    /// <summary>Tries the rates from 1e-6 to 10 on the network and data of a recipe; nothing is kept of the network.</summary>
    /// <param name="recipe">What would be trained; its learning rate and schedule are not used.</param>
    /// <param name="steps">Rates to try, a step each.</param>
    /// <param name="progress">Is told each step's number.</param>
    /// <param name="cancellation">Ends the test.</param>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist, or for fewer than 20 steps.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RateCurve Run(Recipe recipe, int steps = UsualSteps, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        if (steps < 20) throw new ArgumentOutOfRangeException(nameof(steps), $"A range test takes at least 20 steps; received {steps}.");
        var (trainer, source, made) = Prepared(recipe with { Schedule = null, LearningRate = null });
        var step = new TrainingStep(trainer, source, _ => { });
        double[] rates = [.. Enumerable.Range(0, steps).Select(i => Lowest * Math.Pow(Highest / Lowest, (double)i / (steps - 1)))];
        var points = new List<RatePoint>();
        double average = 0, best = double.PositiveInfinity;
        for (int i = 0, epoch = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int batch = i % source.Count;
            if (batch == 0)
            {
                source.StartEpoch(epoch++);
                step.BeginEpoch();
            }
            foreach (var optimizer in trainer.Optimizers) optimizer.LearningRate = rates[i];
            step.Run(batch);
            // The mean of the last steps, older ones counting less; the division makes up for there being few at the start.
            average = Smoothing * average + (1 - Smoothing) * step.Loss;
            double smooth = average / (1 - Math.Pow(Smoothing, i + 1));
            progress?.Report(i + 1);
            if (!double.IsFinite(smooth)) break;
            points.Add(new RatePoint(rates[i], step.Loss, smooth));
            best = Math.Min(best, smooth);
            if (i > steps / 10 && smooth - best > (BreaksAt - 1) * Math.Max(Math.Abs(best), 1e-3)) break;
        }
        if (points.Count < 10)
            throw new RunException("The loss is no finite number at the smallest learning rates already; look for extreme values in the "
                + "data.");
        return Judged(points, made);
    }

    private static (Trainer, BatchSource, Recipe) Prepared(Recipe recipe)
    {
        if (GameRun.IsGame(recipe))
            throw new ArgumentException($"A game's loss does not tell how well it is played, so a range test says nothing about '{recipe.Data}'; try some "
                + "learning rates and see which solves it.");
        var prepared = IPreparedTraining.Of(recipe);
        if (prepared is PreparedRun run) run.RequireTrainable();
        return (prepared.CreateTrainer(), prepared.TrainingSource(), prepared.Recipe);
    }

    // Where the smoothed loss falls fastest over a third of a decade; never more than a third of the rate where it is least. The first
    // means are of few losses: what falls there is chance, at rates too small to learn by.
    private static RateCurve Judged(List<RatePoint> points, Recipe recipe)
    {
        int span = Math.Max(2, points.Count(p => p.Rate < points[0].Rate * Math.Pow(10, 1 / 3.0)));
        int least = Enumerable.Range(0, points.Count).MinBy(i => points[i].Smooth);
        int settled = Math.Min((int)(2 / (1 - Smoothing)), points.Count / 10);
        double fastest = 0;
        int at = -1;
        for (int i = settled + span; i <= least; i++)
        {
            double fall = points[i - span].Smooth - points[i].Smooth;
            if (fall > fastest) (fastest, at) = (fall, i - span / 2);
        }
        if (at < 0)
            return new RateCurve(points, null, "The loss does not fall at any rate: look at the data, the loss and the first weights.",
                recipe);
        double bound = points[least].Rate / 3, rate = Math.Min(points[at].Rate, bound);
        double suggestion = Rounded(rate);
        string reason = string.Create(CultureInfo.InvariantCulture, $"the loss falls fastest near {Rounded(points[at].Rate):G2}")
            + string.Create(CultureInfo.InvariantCulture, $" and is least at {Rounded(points[least].Rate):G2}, beyond which steps are too "
                + $"long")
            + (points[at].Rate > bound ? "; a third of that leaves room" : "");
        return new RateCurve(points, suggestion, reason, recipe);
    }

    // One digit: more would pretend to know.
    private static double Rounded(double rate)
    {
        double scale = Math.Pow(10, Math.Floor(Math.Log10(rate)));
        return double.Parse((Math.Max(1, Math.Round(rate / scale)) * scale).ToString("G1", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
    }
}

/// <summary>One step of a range test.</summary>
/// <param name="Rate">Learning rate of the step.</param>
/// <param name="Loss">Loss before it.</param>
/// <param name="Smooth">Mean of the losses up to here, older ones counting less.</param>
public readonly record struct RatePoint(double Rate, double Loss, double Smooth);

/// <summary>What a range test found.</summary>
/// <param name="Points">All steps until the loss broke out.</param>
/// <param name="Suggestion">The rate to train with; null when the loss never fell.</param>
/// <param name="Reason">Why.</param>
/// <param name="Recipe">What was tried, every choice made.</param>
public sealed record RateCurve(IReadOnlyList<RatePoint> Points, double? Suggestion, string Reason, Recipe Recipe)
{
    /// <summary>Writes rate, loss and smoothed loss of each step as CSV.</summary>
    /// <exception cref="RunException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes("learning_rate,loss,smoothed_loss\n"
        + string.Concat(Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Rate:G9},{p.Loss:G9},{p.Smooth:G9}\n")))));
}
