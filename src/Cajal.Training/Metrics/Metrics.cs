using System.Globalization;

namespace Cajal.Training;

/// <summary>Metrics by name, as recipes and the command line write them.</summary>
public static class Metrics
{
    private static readonly Dictionary<string, Func<ScoreKind, Metric>> Makers = new(StringComparer.Ordinal)
    {
        ["accuracy"] = kind => new Accuracy(kind),
        ["zero-one"] = kind => new ZeroOneLoss(kind),
        ["top-3"] = _ => new TopKAccuracy(3),
        ["top-5"] = _ => new TopKAccuracy(5),
        ["precision"] = kind => new Precision(Averaging.Macro, kind),
        ["precision-micro"] = kind => new Precision(Averaging.Micro, kind),
        ["precision-positive"] = kind => new Precision(Averaging.Positive, kind),
        ["recall"] = kind => new Recall(Averaging.Macro, kind),
        ["recall-micro"] = kind => new Recall(Averaging.Micro, kind),
        ["recall-positive"] = kind => new Recall(Averaging.Positive, kind),
        ["f1"] = kind => new F1(Averaging.Macro, kind),
        ["f1-micro"] = kind => new F1(Averaging.Micro, kind),
        ["f1-positive"] = kind => new F1(Averaging.Positive, kind),
        ["auc"] = kind => new RocAuc(kind),
        ["mse"] = _ => new MeanSquaredErrorMetric(),
        ["mae"] = _ => new MeanAbsoluteErrorMetric(),
        ["r2"] = _ => new R2(),
    };

    /// <summary>All names; <c>top-k</c> takes any k.</summary>
    public static IReadOnlyCollection<string> Names => Makers.Keys;

    /// <summary>A new metric by its name.</summary>
    /// <exception cref="ArgumentException">No such metric; the message names the nearest.</exception>
    public static Metric Create(string name, ScoreKind kind = ScoreKind.Logits)
    {
        if (Makers.TryGetValue(name, out var make)) return make(kind);
        if (name.StartsWith("top-", StringComparison.Ordinal) && int.TryParse(name.AsSpan(4), NumberStyles.None,
            CultureInfo.InvariantCulture, out int k) && k > 0)
            return new TopKAccuracy(k);
        throw new ArgumentException(NearestName.Unknown("metric", name, Names));
    }
}
