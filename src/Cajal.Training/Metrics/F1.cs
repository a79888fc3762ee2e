namespace Cajal.Training;

/// <summary>F₁ = 2 · precision · recall / (precision + recall) = 2 · hits / (predicted + actual).</summary>
/// <param name="averaging">How the classes are put together.</param>
/// <param name="kind">What the scores are; it matters for a single score only.</param>
public sealed class F1(Averaging averaging = Averaging.Macro, ScoreKind kind = ScoreKind.Logits) : ClassFigure(averaging, kind)
{
    private protected override string BaseName => "f1";

    private protected override double Figure(long hits, long predicted, long actual) => 2.0 * hits / (predicted + actual);
}
