using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Two losses of one logit z with p = σ(z): cross-entropy and half the squared error, and their slopes, which are what a network learns from.</summary>
internal sealed class LossBench() : LessonBench("loss", Control.Number("z", 0, -8, 8, 0.1), Control.Choice("target", "1", "0"))
{
    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        double z = values.Number("z"), t = values.Number("target");
        double[] zs = Between(-8, 8, 321);
        var (entropy, entropySlope) = Of(zs, t, (x, y) => x.BinaryCrossEntropyWithLogits(y, reduction: LossReduction.None));
        var (half, halfSlope) = Of(zs, t, (x, y) => x.Sigmoid().HalfSquaredError(y, LossReduction.None));
        var (here, slope) = Of([z], t, (x, y) => x.BinaryCrossEntropyWithLogits(y, reduction: LossReduction.None));
        var (hereHalf, slopeHalf) = Of([z], t, (x, y) => x.Sigmoid().HalfSquaredError(y, LossReduction.None));
        string cross = values.Say("cross-entropy", "交叉熵"), squared = values.Say("half squared error", "半平方误差");
        var losses = new Chart(values.Say("Loss over the logit", "损失随 logit 变化"), new Axis("z", -8, 8), new Axis(values.Say("loss", "损失"), 0, 8.2))
        { Curves = [new Curve(cross, zs, entropy), new Curve(squared, zs, half, 1, IsDashed: true)], Dots = [new Dots(values.Say("here", "当前"), [z, z], [here[0], hereHalf[0]], 3, IsLarge: true)] };
        var slopes = new Chart(values.Say("Slope: what the network learns from", "斜率：网络由此学习"), new Axis("z", -8, 8), new Axis("∂L/∂z", -1.05, 1.05))
        { Curves = [new Curve(cross, zs, entropySlope), new Curve(squared, zs, halfSlope, 1, IsDashed: true)], Dots = [new Dots(values.Say("here", "当前"), [z, z], [slope[0], slopeHalf[0]], 3, IsLarge: true)] };
        double p = Tensor.From([z]).Sigmoid().Item();
        return new BenchAnswer(
            [new("p", "p = σ(z)", p), new("crossEntropy", cross, here[0]), new("halfSquared", squared, hereHalf[0]), new("slope", values.Say("slope of cross-entropy", "交叉熵的斜率"), slope[0]), new("halfSlope", values.Say("slope of squared error", "平方误差的斜率"), slopeHalf[0])],
            [losses, slopes],
            []);
    }

    private static (double[] Loss, double[] Slope) Of(double[] at, double target, Func<Tensor, Tensor, Tensor> loss)
    {
        using var tape = Tape.Start();
        Tensor z = Tensor.From(at);
        tape.Watch(z);
        Tensor each = loss(z, Tensor.Full([at.Length], target, DType.Float64));
        return (Doubles(each), Doubles(tape.Gradients(each.Sum())[z]));
    }
}
