using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A network too large for forty noisy points, with a penalty, dropout, or an end in time.</summary>
internal sealed class OverfittingBench() : LessonBench("overfitting", Control.Choice("penalty", "none", "l1", "l2"), Control.Number("strength", -3, -5, 0, 0.5), Control.Number("dropout", 0, 0, 0.8, 0.1), Control.Number("patience", 0, 0, 20, 1))
{
    private const int Steps = 500, Every = 10;

    private static readonly Lazy<LessonPoints[]> Points = new(() => [LessonPoints.Of("moons", 40, 0.35, 11), LessonPoints.Of("moons", 400, 0.35, 12), LessonPoints.Of("moons", 1000, 0.35, 13)]);

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        var (train, held, test) = (Points.Value[0], Points.Value[1], Points.Value[2]);
        double lambda = Math.Pow(10, values.Number("strength"));
        Penalty? penalty = values["penalty"] switch { "l1" => new L1Penalty(lambda), "l2" => new L2Penalty(lambda), _ => null };
        var net = Mlp.Build([2, 64, 64, 1], new Rng(1), "relu", values.Number("dropout"));
        var adam = new Adam(net.Parameters, 0.002);
        List<double> at = [], trainLoss = [], heldLoss = [];
        double least = double.PositiveInfinity;
        int best = 0, patience = values.Whole("patience");
        float[][] kept = [];
        LessonTraining.Run(adam, () => penalty is null ? train.Loss(net) : train.Loss(net) + penalty.Loss(net), Steps, cancellation, Look);
        if (at[^1] < Steps && (patience == 0 || Steps - best < patience * Every)) Look(Steps);
        int made = (int)at[^1];
        if (patience > 0)
            foreach (var (parameter, numbers) in net.Parameters.Zip(kept)) parameter.Assign(numbers);
        var curves = new Chart(values.Say("Loss on points it learns from, and on others", "训练点与其他点上的损失"), new Axis(values.Say("step", "步"), 0, Steps), new Axis(values.Say("cross-entropy", "交叉熵"), 0, Math.Min(2.5, heldLoss.Max() * 1.05)))
        {
            Curves = [new Curve(values.Say("training", "训练"), at, trainLoss), new Curve(values.Say("validation", "验证"), at, heldLoss, 1, IsDashed: true)],
            Dots = [new Dots(values.Say("best validation", "验证最佳"), [best], [least], 3, IsLarge: true)],
        };
        var plane = new Chart(values.Say("The border it ends with", "最终的边界"), new Axis("x₁", -2, 3), new Axis("x₂", -2.5, 2.5))
        { IsSquare = true, Map = new ValueMap(50, Floats(net.Forward(Places(50, 2.5).To(DType.Float32) + Tensor.From([0.5f, 0])).Sigmoid() * 2 - 1), values.Say("answer", "回答")), Dots = train.Draw(values) };
        return new BenchAnswer(
            [new("train", values.Say("training loss", "训练损失"), train.Loss(net).Item()), new("validation", values.Say("validation loss", "验证损失"), held.Loss(net).Item()), new("testAccuracy", values.Say("right on 1,000 test points", "1000 个测试点上的正确率"), test.Accuracy(net)),
                new("best", values.Say("best step", "最佳步"), best), new("made", values.Say("steps made", "已走步数"), made), new("small", values.Say("weights near 0", "接近 0 的权重比例"), net.Parameters.Where(p => p.Rank == 2).Average(p => (p.Abs() < 1e-3).To(DType.Float64).Mean().Item()))],
            [curves, plane],
            patience > 0 && made < Steps ? [values.Say($"Stopped after {made} steps; the weights of step {best} were taken back.", $"在第 {made} 步停止，并取回第 {best} 步的权重。")] : []);

        bool Look(int step)
        {
            if (step % Every != 0) return true;
            (double onTrain, double onHeld) = (train.Loss(net).Item(), held.Loss(net).Item());
            at.Add(step);
            trainLoss.Add(onTrain);
            heldLoss.Add(onHeld);
            if (onHeld < least) (least, best, kept) = (onHeld, step, [.. net.Parameters.Select(p => p.ToArray<float>())]);
            return patience == 0 || step - best < patience * Every;
        }
    }
}
