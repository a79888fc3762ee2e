using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Whether a network is as often right as it says: its confidence divided by a temperature, and what it says far from all it has seen.</summary>
internal sealed class TrustBench() : LessonBench("trust", Control.Number("steps", 400, 50, 600, 50), Control.Number("temperature", 1, 0.3, 8, 0.1), Control.Number("far", 1, 0, 10, 0.5))
{
    private const int Bins = 10;

    private static readonly Lazy<LessonPoints[]> Points = new(() => [LessonPoints.Of("moons", 60, 0.35, 21), LessonPoints.Of("moons", 2000, 0.35, 22)]);

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        var (train, test) = (Points.Value[0], Points.Value[1]);
        double temperature = values.Number("temperature"), far = values.Number("far");
        var net = Mlp.Build([2, 64, 64, 1], new Rng(1), "relu");
        LessonTraining.Run(new Adam(net.Parameters, 0.003), () => train.Loss(net), values.Whole("steps"), cancellation);
        Tensor logits = net.Forward(test.X) / temperature;
        float[] labels = test.Labels.ToArray<float>();
        double[] p = Doubles(logits.Sigmoid());
        var calibration = new Calibration([.. p.Select(v => Math.Max(v, 1 - v))], [.. p.Select((v, i) => v > 0.5 == labels[i] > 0.5)], Bins);
        var bins = calibration.Bins.ToArray();
        double answer = (net.Forward(Tensor.From(new[,] { { (float)far, (float)far } })) / temperature).Sigmoid().Item();
        var reliability = new Chart(values.Say("Said and true: on the dashed line they agree", "自称与实际：在虚线上两者一致"), new Axis(values.Say("how sure it says it is", "自称的把握"), 0.45, 1.02), new Axis(values.Say("how often it is right", "实际正确率"), 0.2, 1.02))
        {
            Curves = [new Curve(values.Say("as it should be", "应有的关系"), [0.5, 1], [0.5, 1], 2, IsDashed: true), new Curve(values.Say("network", "网络"), [.. bins.Select(b => b.Said)], [.. bins.Select(b => b.Right)])],
            Dots = [new Dots(values.Say("bins", "分箱"), [.. bins.Select(b => b.Said)], [.. bins.Select(b => b.Right)], 1, IsLarge: true)],
        };
        const double reach = 10.5;
        var plane = new Chart(values.Say("How sure it is, far beyond its points", "远离数据处的把握"), new Axis("x₁", -reach, reach), new Axis("x₂", -reach, reach))
        {
            IsSquare = true,
            Map = new ValueMap(60, Floats((net.Forward(Places(60, reach).To(DType.Float32)) / temperature).Sigmoid() * 2 - 1), values.Say("answer", "回答")),
            Dots = [.. train.Draw(values), new Dots(values.Say("asked here", "在此提问"), [far], [far], 3, IsLarge: true)],
        };
        return new BenchAnswer(
            [new("accuracy", values.Say("right on 2,000 new points", "2000 个新点上的正确率"), p.Select((v, i) => v > 0.5 == labels[i] > 0.5 ? 1.0 : 0).Average()), new("calibration", values.Say("calibration error", "校准误差"), calibration.Error),
                new("loss", values.Say("cross-entropy", "交叉熵"), logits.BinaryCrossEntropyWithLogits(test.Labels).Item()), new("sure", values.Say("how sure it is at the far point", "在远处那一点的把握"), Math.Max(answer, 1 - answer))],
            [reliability, plane],
            []);
    }
}
