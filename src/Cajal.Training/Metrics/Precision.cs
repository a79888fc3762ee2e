namespace Cajal.Training;

/// <summary>precision = hits / predicted: how many of those put into a class belong there.</summary>
/// <param name="averaging">How the classes are put together.</param>
/// <param name="kind">What the scores are; it matters for a single score only.</param>
public sealed class Precision(Averaging averaging = Averaging.Macro, ScoreKind kind = ScoreKind.Logits) : ClassFigure(averaging, kind)
{
    private protected override string BaseName => "precision";

    private protected override double Figure(long hits, long predicted, long actual) => predicted == 0 ? 0 : (double)hits / predicted;
}
