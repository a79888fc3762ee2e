using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Six units that each bend a line once, and their sum. Documents 003 and 004.</summary>
internal sealed class SixRelus() : LectureFigure("six-relus")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var hidden = LectureNetwork.Linear(new[,] { { -5.0 }, { -1.2 }, { 1.2 }, { 1.2 }, { 2.0 }, { 5.0 } }, [-7.7, -1.3, 1, -0.2, -1.1, -5]);
        var output = LectureNetwork.Linear(new[,] { { -1.0, -1, -1, 1, 1, 1 } }, [0]);
        var net = new Sequential(hidden, Activation.Relu, output);
        Tensor x = Tensor.Linspace(-2, 1.5, 351, DType.Float64).Reshape(351, 1), target = x * x * x + x * x - x - 1;
        Tensor pieces = hidden.Forward(x).Relu() * output.Weight, slide = net.Forward(x);
        Chart units = new("six units, with the signs of the sum", "x", "±nᵢ"), sums = new("their sum", "x", "Z");
        for (int i = 0; i < 6; i++) units.Line($"n{"₁₂₃₄₅₆"[i]}", x, pieces.Select(1, i), colour: i);
        double before = (slide - target).Abs().Max().Item();
        double[] knots = [.. Enumerable.Range(0, 6).Select(i => -hidden.Bias![i] / hidden.Weight[i, 0]).Order()];
        Descent.Run(new Adam(net.Parameters, 0.01), () => net.Forward(x).MeanSquaredError(target), 2000, cancellation);
        var trained = net.Forward(x);
        sums.Line("x³ + x² − x − 1", x, target, colour: 7, dashed: true).Line("the slide's weights", x, slide, colour: 0).Line("after training", x, trained, colour: 1);
        var sheet = new SmallMultiples("Six ReLUs bend a line six times: enough to follow a cubic", 2, 450, 400).Add(units).Add(sums);
        return new(sheet, $"The slide's network bends at x = {string.Join(", ", knots.Select(k => Say(k)))}. Its largest distance from the cubic on [−2, 1.5] is {Say(before)}; after 2,000 steps of Adam it is {Say((trained - target).Abs().Max().Item())}.");
    }
}
