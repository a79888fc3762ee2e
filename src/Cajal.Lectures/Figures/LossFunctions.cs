using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Losses, and how hard each pulls: their derivatives as the tape finds them. Documents 000 to 002.</summary>
internal sealed class LossFunctions() : LectureFigure("losses")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        Tensor error = Tensor.Linspace(-4, 4, 401, DType.Float64), logit = Tensor.Linspace(-6, 4, 401, DType.Float64);
        var sheet = new SmallMultiples("What an error costs, and how hard the loss pulls on it: the derivative", 2, 460, 340);
        var numbers = Pair(error, "error ŷ − y", "numbers",
        [
            ("half squared", e => e.Square() / 2), ("absolute", e => e.MeanAbsoluteError(0 * e, LossReduction.None)), ("Huber, δ = 1", e => e.Huber(0 * e, 1, LossReduction.None)),
        ]);
        Tensor one = Tensor.Ones([401], DType.Float64);
        var classes = Pair(logit, "logit z, true class 1", "classes",
        [
            ("cross-entropy", z => z.BinaryCrossEntropyWithLogits(one, reduction: LossReduction.None)), ("hinge", z => z.Hinge(one, LossReduction.None)),
            ("squared error of σ(z)", z => z.Sigmoid().MeanSquaredError(one, LossReduction.None)),
        ]);
        foreach (var chart in new[] { numbers.Loss, numbers.Slope, classes.Loss, classes.Slope }) sheet.Add(chart);
        double At(string name, double z) => classes.Slopes[name][(int)Math.Round((z + 6) / 10 * 400)];
        double Of(string name, double e) => numbers.Slopes[name][(int)Math.Round((e + 4) / 8 * 400)];
        return new(sheet, $"Each derivative is what the tape finds. An error of 3 is pulled with {Say(Of("half squared", 3))} by the squared loss and with {Say(Of("Huber, δ = 1", 3))} by Huber's, so a wrong measurement moves that one less. A " +
            $"network that is wrong and sure (z = −5) is pulled with {Say(At("cross-entropy", -5))} by cross-entropy but with {Say(At("squared error of σ(z)", -5))} by the squared error of a sigmoid: it is stuck where it has most to learn. " +
            $"Once z is above 1 the hinge pulls with {Say(At("hinge", 2))}, cross-entropy still with {Say(At("cross-entropy", 2))}.");
    }

    private static (Chart Loss, Chart Slope, Dictionary<string, double[]> Slopes) Pair(Tensor at, string axis, string kind, (string Name, Func<Tensor, Tensor> Of)[] losses)
    {
        Chart loss = new($"{kind}: the loss", axis, "loss"), slope = new($"{kind}: its derivative", axis, "derivative");
        var slopes = new Dictionary<string, double[]>();
        foreach (var (name, of) in losses)
        {
            using var tape = Tape.Start();
            tape.Watch(at);
            Tensor value = of(at);
            slopes[name] = tape.Gradients(value.Sum())[at].ToArray<double>();
            loss.Line(name, at, value);
            slope.Line(name, at, slopes[name]);
        }
        return (loss, slope, slopes);
    }
}
