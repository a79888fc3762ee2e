using Cajal.Data;

namespace Cajal.Training;

/// <summary>What a network must beat to be worth its trouble: the simplest answer, and a linear model, judged on the same
/// examples.</summary>
internal static class Baselines
{
    // A linear model settles early; more would only cost time.
    private const int MostExamplesSeen = 400_000;

    /// <summary>Both baselines on the examples the run is judged by.</summary>
    public static IReadOnlyList<Baseline> Of(PreparedRun run, Examples judged, CancellationToken cancellation)
    {
        // Its own usual training, so that a hurried or wild run is not flattered by a linear model trained as badly.
        var usual = RecipeDefaults.Complete(new Recipe { Layers = "", Dropout = 0, Loss = run.Recipe.Loss, Seed = run.Recipe.Seed },
            run.Recipe.Split!, run.Model.Preprocessing);
        var linear = run.With(usual with { Epochs = Math.Clamp(MostExamplesSeen / run.Train.Count, 1, usual.Epochs!.Value) });
        linear.Fit(linear.CreateTrainer(null), null, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var metrics = linear.Model.Evaluate(judged, RecipeDefaults.FollowedMetrics(run.Model.Spec.Task), cancellation).Metrics;
        return [Simplest(run, judged), new Baseline("linear model", metrics)];
    }

    private static Baseline Simplest(PreparedRun run, Examples judged)
    {
        if (run.Model.Spec.Task == TaskKind.Numbers) return Mean(run, judged);
        var names = run.Model.ClassNames;
        var counts = new int[names.Count];
        foreach (int label in run.Train.Labels) counts[label]++;
        int majority = Array.IndexOf(counts, counts.Max()), right = 0;
        foreach (int label in judged.Labels)
            if (label == majority) right++;
        return new Baseline($"always '{names[majority]}'", [new("accuracy", (double)right / judged.Count)]);
    }

    private static Baseline Mean(PreparedRun run, Examples judged)
    {
        double mean = 0;
        foreach (float value in run.Train.Values) mean += value / run.Train.Count;
        var (r2, mae) = (new R2(), new MeanAbsoluteErrorMetric());
        var targets = run.Model.ToUnits!(Tensor.From(judged.Values.ToArray()));
        var outputs = run.Model.ToUnits(Tensor.Full([judged.Count], mean, DType.Float64));
        r2.Update(outputs, targets);
        mae.Update(outputs, targets);
        return new Baseline("always the mean", [new(r2.Name, r2.Result), new(mae.Name, mae.Result)]);
    }
}

/// <summary>A simple answer to hold a network against.</summary>
/// <param name="Name">For example <c>always 'B'</c> or <c>linear model</c>.</param>
/// <param name="Metrics">Its figures.</param>
public sealed record Baseline(string Name, IReadOnlyList<NamedFigure> Metrics);
