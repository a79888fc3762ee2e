using Cajal.Training;

namespace Cajal.Insight;

/// <summary>How weights and loss moved, read from looks and epochs.</summary>
internal static class Movement
{
    private static readonly string[] NotWeighing = ["Norm", "Embedding", "Positions"];

    /// <summary>Layers that multiply by weights, in the order they ran: scales of normalisation and tables of vectors left out.</summary>
    public static IEnumerable<LayerLook> Weighing(NetworkLook look) => look.Layers.Where(l => !NotWeighing.Any(n => l.Kind.Contains(n, StringComparison.Ordinal)));

    /// <summary>‖Δw‖/‖w‖ of the middle layer (the lower of two) in a look; null when no update followed it.</summary>
    public static double? RatioOf(NetworkLook look)
    {
        double[] ratios = [.. Weighing(look).Where(l => l.UpdateRatio is not null && l.GradientNorm is not null).Select(l => double.IsNaN(l.UpdateRatio!.Value) ? double.PositiveInfinity : l.UpdateRatio.Value)];
        return ratios.Length == 0 ? null : Middle(ratios);
    }

    /// <summary>Median over the looks at some steps; null for fewer than four.</summary>
    public static double? Ratio(Examination examination, long from, long until)
    {
        double[] ratios = [.. examination.Looks.Where(l => l.Step >= from && l.Step < until).Select(RatioOf).OfType<double>()];
        return ratios.Length < 4 ? null : Middle(ratios);
    }

    /// <summary>‖w − w₀‖/‖w₀‖ of the middle weights (the lower of two) from the first step until now: how far all steps together have led, whatever rule made them. Null
    /// where no matrix began with numbers.</summary>
    public static double? Distance(Examination examination)
    {
        double[] ways = [.. examination.FirstWeights.Where(w => w.Key is { Trainable: true, Rank: >= 2 })
            .Select(w => (Norm: TensorNorm.SumOfSquares(w.Value), Way: TensorNorm.SumOfSquares(w.Key, w.Value))).Where(w => w.Norm > 0).Select(w => Math.Sqrt(w.Way / w.Norm))];
        return ways.Length == 0 ? null : Middle(ways);
    }

    /// <summary>The middle number; of an even count the lower of the two.</summary>
    public static double Middle(IEnumerable<double> of)
    {
        double[] sorted = [.. of.Order()];
        return sorted[(sorted.Length - 1) / 2];
    }

    /// <summary>Where the loss began: before training, or that of the best constant answer when it is greater.</summary>
    public static double Start(Examination examination) => Math.Max(examination.FirstLook.Loss, examination.Task.PriorLoss ?? double.NegativeInfinity);

    /// <summary>The training loss lately: of the last epoch, before there is one, of the last steps.</summary>
    public static double Lately(Examination examination) => examination.Epochs.Count > 0 ? examination.Epochs[^1].DataLoss
        : examination.Looks.LastOrDefault(l => l.Before is not null)?.Before!.Mean ?? examination.FirstLook.Loss;

    /// <summary>The highest rate that epochs ended with.</summary>
    public static double Rate(Examination examination) => examination.Epochs.Select(e => e.LearningRate).Append(examination.Trainer.Optimizer.LearningRate).Where(double.IsFinite).Max();

    /// <summary>The highest rate of all, those that a schedule had at the looks too: it may have fallen within the first epoch.</summary>
    public static double HighestRate(Examination examination) =>
        examination.Trainer.Schedule is { } schedule ? examination.Looks.Select(l => schedule.RateAt(l.Step)).Append(Rate(examination)).Max() : Rate(examination);

    /// <summary>How far the training loss fell over the last third of the epochs, as a share of it, both thirds' halves averaged; null for fewer than eight epochs.</summary>
    public static double? LateFall(Examination examination)
    {
        int count = examination.Epochs.Count, third = Math.Max(4, count / 3);
        if (count < 8) return null;
        double[] late = [.. examination.Epochs.Skip(count - third).Select(e => e.DataLoss)];
        double before = late[..(third / 2)].Average(), after = late[(third / 2)..].Average();
        return (before - after) / Math.Abs(before);
    }

    /// <summary>Whether a recipe's rate can be said: then a cure can be tried.</summary>
    public static Prescription WithRate(string text, double rate) =>
        new(text, ("learningRate", rate.ToString("G2", System.Globalization.CultureInfo.InvariantCulture)));
}
