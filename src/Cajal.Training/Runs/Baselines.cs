using Cajal.Data;
using Cajal.Networks;

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
        var usual = RecipeDefaults.Complete(new Recipe
        {
            Layers = "",
            Dropout = 0,
            Loss = run.Recipe.Loss,
            Seed = run.Recipe.Seed,
            Share = run.Recipe.Share,
            Labels = run.Recipe.Labels,
        },
            run.Recipe.Split!, run.Model.Preprocessing);
        var linear = run.With(usual with { Epochs = Math.Clamp(MostExamplesSeen / run.Train.Count, 1, usual.Epochs!.Value) });
        linear.Fit(linear.CreateTrainer(null), null, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var still = run.With(usual);
        string answer = AnswerAlways(still);
        return [new Baseline(answer, Judged(still)), new Baseline("linear model", Judged(linear)), .. SimpleForecasts(run)];

        IReadOnlyList<NamedFigure> Judged(PreparedRun judge) => judge.Model.Evaluate(judged, run.Recipe.Metrics, cancellation).Metrics;
    }

    // What comes with the data, such as the last value of a series.
    private static IEnumerable<Baseline> SimpleForecasts(PreparedRun run)
    {
        var part = run.Split.Validation.Count > 0 ? run.Split.Validation : run.Split.Train;
        return OfForecasts(run.Data, part.Rows.ToArray(), run.Recipe.Metrics ?? []);
    }

    /// <summary>The simple forecasts of a data set on some of its examples; those that cannot be made for all of them are left
    /// out.</summary>
    public static IEnumerable<Baseline> OfForecasts(Dataset data, int[] rows, IReadOnlyList<string> metrics)
    {
        if (data.Targets is not NumberTargets targets) yield break;
        foreach (var forecast in data.SimpleForecasts)
        {
            double[] answers = [.. rows.Select(row => forecast.Values[row])], right = [.. rows.Select(row => targets.Values[row])];
            if (answers.Any(double.IsNaN)) continue;
            Tensor y = Tensor.From(answers, [rows.Length, 1]), t = Tensor.From(right, [rows.Length, 1]);
            yield return new Baseline(forecast.Name, [.. metrics.Select(name =>
            {
                var metric = Metrics.Create(name);
                metric.Update(y, t);
                return new NamedFigure(name, metric.Result);
            })]);
        }
    }

    /// <summary>The simple forecasts beside a judged network, a sentence each.</summary>
    public static IEnumerable<string> Sentences(Dataset data, int[] rows) => OfForecasts(data, rows, ["mae", "r2"]).Select(b =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{b.Name}: mae {b.Metrics[0].Value:G4}, "
            + $"r2 {b.Metrics[1].Value:0.000}"));

    // Without weights, the biases alone say the same to everything. Returns what they say.
    private static string AnswerAlways(PreparedRun run)
    {
        var layer = ((Sequential)run.Model.Network).OfType<Linear>().Single();
        layer.Weight.Assign(Tensor.Zeros(layer.Weight.Shape));
        float[] biases = new float[layer.OutFeatures];
        var (words, place, value) = run.Model.Spec.Task == TaskKind.Numbers ? ("always the mean", 0, MeanOf(run))
            : AlwaysTheMajority(run, biases.Length);
        biases[place] = value;
        layer.Bias!.Assign<float>(biases);
        return words;
    }

    private static float MeanOf(PreparedRun run)
    {
        double mean = 0;
        foreach (float value in run.Train.Values) mean += (double)value / run.Train.Count;
        // A network for bounded numbers ends in a tanh.
        return (float)(TrainedModel.IsBounded(run.Model.Preprocessing) ? Math.Atanh(Math.Clamp(mean, -0.999, 0.999)) : mean);
    }

    private static (string Words, int Place, float Value) AlwaysTheMajority(PreparedRun run, int outputs)
    {
        int[] counts = new int[run.Model.ClassNames.Count];
        foreach (int label in run.Train.Labels) counts[label]++;
        int majority = Array.IndexOf(counts, counts.Max());
        string words = $"always '{run.Model.ClassNames[majority]}'";
        // One output says yes above zero and no below; several outputs, the largest.
        return outputs == 1 ? (words, 0, majority == 1 ? 1 : -1) : (words, majority, 1);
    }
}

/// <summary>A simple answer to hold a network against.</summary>
/// <param name="name">For example <c>always 'B'</c> or <c>linear model</c>.</param>
/// <param name="metrics">Its figures.</param>
public sealed class Baseline(string name, IReadOnlyList<NamedFigure> metrics)
{
    /// <summary>For example <c>always 'B'</c> or <c>linear model</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Its figures.</summary>
    public IReadOnlyList<NamedFigure> Metrics { get; } = metrics;
}
