using Cajal.Insight;

namespace Cajal.Lectures;

/// <summary>Softmax shares out one whole: what a class wins, the others lose. Document 000.</summary>
internal sealed class SoftmaxCompetition() : LectureFigure("softmax")
{
    private const int Places = 241, Classes = 3;

    private static readonly double[] Logits = [3, 2, 1];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        double[] rising = [.. Enumerable.Range(0, Places).Select(i => -4 + 10.0 * i / (Places - 1))], temperatures = [.. Enumerable.Range(0, Places).Select(i => 0.1 * Math.Pow(200, (double)i / (Places - 1)))];
        Tensor contest = Probabilities(rising, z => [z, Logits[1], Logits[2]]), cooled = Probabilities(temperatures, t => [.. Logits.Select(z => z / t)]);
        Chart left = new($"the first logit rises, the others stay at {Say(Logits[1])} and {Say(Logits[2])}", "z₁", "probability"), right = new($"z = ({string.Join(", ", Logits.Select(z => Say(z)))}), divided by a temperature", "temperature T", "probability");
        for (int c = 0; c < Classes; c++)
        {
            left.Line($"class {c + 1}", rising, contest.Select(1, c));
            right.Line($"class {c + 1}", temperatures, cooled.Select(1, c));
        }
        double[] P(params double[] z) => Tensor.From(z).Softmax().ToArray<double>();
        string Three(double[] p) => string.Join(", ", p.Select(v => Say(v)));
        double[] low = P(rising[0], Logits[1], Logits[2]), high = P(rising[^1], Logits[1], Logits[2]);
        var sheet = new SmallMultiples("Softmax is a competition: what one class wins the others lose, and the colder, the more the first takes", 2, 450, 360)
            .Add(left.RangeY(0, 1).RuleX(Logits[1], "z₁ = z₂")).Add(right.LogX().RangeY(0, 1).RuleX(1, "T = 1"));
        return new(sheet, $"As z₁ goes from {Say(rising[0])} to {Say(rising[^1])}, the three probabilities go from {Three(low)} to {Three(high)}; classes 2 and 3 lose, but keep their ratio {Say(low[1] / low[2])} = e. " +
            $"At (3, 2, 1) they are {Three(P(Logits))}. Temperature {Say(temperatures[0])} makes of these {Three(P([.. Logits.Select(z => z / temperatures[0])]))}, temperature {Say(temperatures[^1])} {Three(P([.. Logits.Select(z => z / temperatures[^1])]))}. Everywhere the sum is 1.");
    }

    private static Tensor Probabilities(double[] places, Func<double, double[]> logits) => Tensor.From(places.SelectMany(logits).ToArray(), [places.Length, Classes]).Softmax();
}
