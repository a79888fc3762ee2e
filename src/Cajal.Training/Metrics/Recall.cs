namespace Cajal.Training;

/// <summary>recall = hits / actual: how many of those that belong to a class were put there.</summary>
/// <param name="averaging">How the classes are put together.</param>
/// <param name="kind">What the scores are; it matters for a single score only.</param>
public sealed class Recall(Averaging averaging = Averaging.Macro, ScoreKind kind = ScoreKind.Logits) : ClassFigure(averaging, kind)
{
    private protected override string BaseName => "recall";

    private protected override double Figure(long hits, long predicted, long actual) => actual == 0 ? 0 : (double)hits / actual;
}
