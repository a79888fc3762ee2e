using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>XOR before and after the hidden layer. Documents 001 to 004.</summary>
internal sealed class XorInside() : LectureFigure("xor-hidden-layer")
{
    private const int Grid = 17;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        Tensor x = Tensor.From(new[,] { { 0f, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }), t = Tensor.From(new[,] { { 0f }, { 1 }, { 1 }, { 0 } });
        var rng = new Rng(4);
        Linear hidden = new(2, 2, rng), output = new(2, 1, rng);
        var net = new Sequential(hidden, Activation.Tanh, output);
        double[] losses = Descent.Run(new AdamW(net.Parameters, 0.03, weightDecay: 0.15), () => net.Forward(x).BinaryCrossEntropyWithLogits(t), 400, cancellation);
        Tensor Inside(Tensor points) => hidden.Forward(points).Tanh();
        var before = new Chart("before: the inputs", "x₁", "x₂");
        var after = new Chart("after: the two hidden units", "h₁", "h₂");
        float[] steps = [.. Enumerable.Range(0, Grid).Select(i => -0.25f + 1.5f * i / (Grid - 1))];
        Tensor grid = Tensor.From(steps.SelectMany(b => steps.SelectMany(a => new[] { a, b })).ToArray(), [Grid * Grid, 2]);
        before.WarpedGrid("grid", grid.Reshape(Grid, Grid, 2), colour: 7);
        after.WarpedGrid("grid", Inside(grid).Reshape(Grid, Grid, 2), colour: 7);
        before.Level("boundary", Surface.Of(net.Forward, -0.25, 1.25, -0.25, 1.25), 0, colour: 3);
        after.Level("boundary", Surface.Of(output.Forward, -1.1, 1.1, -1.1, 1.1), 0, colour: 3);
        foreach (var (chart, places) in new[] { (before, x), (after, Inside(x)) })
            foreach (int kind in new[] { 0, 1 })
            {
                int[] own = [.. Enumerable.Range(0, 4).Where(i => t[i, 0] == kind)];
                chart.Scatter($"XOR = {kind}", own.Select(i => places[i, 0]).ToArray(), own.Select(i => places[i, 1]).ToArray(), colour: kind, size: 14, dot: kind == 0 ? Dot.Circle : Dot.Square);
            }
        var sheet = new SmallMultiples("No line parts XOR in the inputs; behind the hidden layer one does", 2, 440, 420).Add(before.Equal()).Add(after.RangeX(-1.1, 1.1).RangeY(-1.1, 1.1).Equal());
        return new(sheet, $"A 2-2-1 network of tanh units, {losses.Length} steps of AdamW on the four rows: loss {Say(losses[0])} at first, {Say(losses[^1])} at last. Outputs: " +
            $"{string.Join(", ", net.Forward(x).Sigmoid().ToArray<float>().Select(v => Say(v)))} for 00, 01, 10, 11. The hidden layer bends the plane so that one straight line suffices.");
    }
}
