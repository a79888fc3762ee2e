using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Descent from many starts in a landscape with two minima: plain, with momentum, and with the noise of batches. Documents 003 and 004.</summary>
internal sealed class TwoMinima() : LectureFigure("two-minima")
{
    private const int Across = 13, Up = 7, Steps = 200, Examples = 256;
    private const double Rate = 0.05;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var rng = new Rng(2);
        double[] pulls = [.. Enumerable.Range(0, Examples).Select(_ => 0.4 + 6 * rng.NextNormal())];
        double mean = pulls.Average();
        var surface = Surface.Of(w => Loss(w, Tensor.Scalar(mean, DType.Float64)), -2, 2, -1.7, 1.7, dtype: DType.Float64);
        var starts = Tensor.From(Enumerable.Range(0, Across * Up).SelectMany(i => new[] { -1.8 + 3.6 * (i % Across) / (Across - 1), -1.5 + 3.0 * (i / Across) / (Up - 1) }).ToArray(), [Across * Up, 2]);
        var sheet = new SmallMultiples("Plain descent stays in its valley; momentum and noise reach the deeper minimum more often", 3, 380, 350);
        var said = new List<string>();
        foreach (var (title, momentum, batch) in new[] { ("plain descent", 0, 0), ("momentum 0.9", 0.9, 0), ("batches of 2", 0, 2) })
        {
            var w = new Parameter(starts);
            var pull = new State(Tensor.From(Enumerable.Repeat(mean, Across * Up).ToArray()));
            var descent = new Sgd([w], Rate, momentum);
            var schedule = new CosineSchedule(Rate, Steps);
            var draws = rng.Fork(title);
            var places = new List<double[]>();
            Descent.Run(descent, () => Loss(w, pull).Sum(), Steps, cancellation, i =>
            {
                schedule.Apply(descent, i);
                places.Add(w.ToArray<double>());
                if (batch > 0) pull.Assign(Tensor.From(Enumerable.Range(0, Across * Up).Select(_ => Enumerable.Range(0, batch).Average(_ => pulls[draws.NextInt(Examples)])).ToArray()));
            });
            places.Add(w.ToArray<double>());
            bool[] deep = [.. Enumerable.Range(0, Across * Up).Select(s => places[^1][2 * s] < 0)];
            var chart = new Chart($"{title}: {deep.Count(d => d)} of {deep.Length}", "w₁", "w₂").RangeX(-2, 2).RangeY(-1.7, 1.7).Contour(surface, 10, diverging: false, range: (-0.4, 2.4), bar: false);
            int shown = Across * (Up - 2) + Across - 3;
            chart.Line("path of one start", places.Select(p => p[2 * shown]).ToArray(), places.Select(p => p[2 * shown + 1]).ToArray(), colour: 3);
            foreach (bool kind in new[] { true, false })
            {
                int[] own = [.. Enumerable.Range(0, deep.Length).Where(s => deep[s] == kind)];
                chart.Scatter(kind ? "start that ends in the deeper minimum" : "in the shallower one", own.Select(s => places[0][2 * s]).ToArray(), own.Select(s => places[0][2 * s + 1]).ToArray(), kind ? 5 : 1, 9, kind ? Dot.Circle : Dot.Square);
            }
            sheet.Add(chart);
            said.Add($"{title} {deep.Count(d => d)}");
        }
        return new(sheet, $"The loss of an example is (w₁² − 1)²/2 + t·w₁ + 2(w₂ − w₁/2)², where each of {Examples} examples has its own pull t, on average {Say(mean)}; so the minimum on the left is the deeper one. Of {Across * Up} starts, so many end there after " +
            $"{Steps} steps with a rate that falls from {Say(Rate)} to 0: {string.Join("; ", said)}. Momentum carries a start over the ridge; two examples at a time shake it, the less the smaller the rate.");
    }

    // One example's loss, (w₁² − 1)²/2 + t·w₁ + 2(w₂ − w₁/2)²: the examples differ in their pull t.      w: [N, 2]   t: [N] or one number   result: [N]
    private static Tensor Loss(Tensor w, Tensor pull)
    {
        Tensor a = w.Select(1, 0), b = w.Select(1, 1);
        return (a * a - 1).Square() / 2 + pull * a + 2 * (b - a / 2).Square();
    }
}
