using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>A variational autoencoder on points in the plane: every point has a code, and every code a point.</summary>
internal sealed class VaeBench() : LessonBench("vae", LessonCloud.Drawn, LessonCloud.Shape, Control.Walk("rounds", 0, 40), Control.Number("beta", 1, 0, 10, 0.1))
{
    private const int Updates = 50, Latent = 2, Lines = 9, Along = 33;
    private const double Reach = 2;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        Tensor real = LessonCloud.Of(values);
        int rounds = values.Whole("rounds");
        var rng = new Rng(3);
        var vae = new Vae(Mlp.Build([2, 32, 32, 2 * Latent], rng, "tanh"), Mlp.Build([Latent, 32, 32, 2], rng, "tanh"), Latent, rng, beta: values.Number("beta"));
        LessonTraining.Run(new Adam(vae.Parameters, 0.01), () => vae.Loss(real), Updates * rounds, cancellation);
        var (mean, logVariance) = vae.Encode(real);
        double[] codes = Doubles(mean), r = Doubles(real), restored = Doubles(vae.Decode(mean)), made = Doubles(vae.Sample(LessonCloud.Count, new Rng(9)));
        double told = Vae.Divergence(mean, logVariance).Mean().Item(), off = Enumerable.Range(0, LessonCloud.Count).Average(i => Math.Sqrt(Math.Pow(restored[2 * i] - r[2 * i], 2) + Math.Pow(restored[2 * i + 1] - r[2 * i + 1], 2)));
        double[] grid = Grid(), bent = Doubles(vae.Decode(Tensor.From(grid, [grid.Length / 2, Latent]).To(DType.Float32)));
        var plane = new Chart(values.Say("Points, and the grid of codes as the decoder bends it", "数据点，以及解码器弯曲后的编码网格"), new Axis("x", -2, 2), new Axis("y", -2, 2))
        {
            IsSquare = true,
            Curves = [Net(values.Say("grid of codes", "编码网格"), bent)],
            Dots = [LessonCloud.Dots(values.Say("real", "真实"), r, 1), LessonCloud.Dots(values.Say("made of codes drawn by lot", "由随机编码生成"), made, 0)],
        };
        var space = new Chart(values.Say("Codes of the real points", "真实点的编码"), new Axis("z₁", -3.5, 3.5), new Axis("z₂", -3.5, 3.5))
        {
            IsSquare = true,
            Curves = [Net(values.Say("grid of codes", "编码网格"), grid)],
            Dots = [LessonCloud.Dots(values.Say("mean of the code", "编码均值"), codes, 1)],
        };
        return new BenchAnswer(
            [new("updates", values.Say("updates", "更新次数"), Updates * rounds), new("restored", values.Say("mean distance of a point and what its code restores", "点与其编码还原结果的平均距离"), off), new("told", values.Say("what a code tells, KL in nats", "编码携带的信息，KL（奈特）"), told), new("distance", values.Say("mean distance of made points to the nearest real one", "生成点到最近真实点的平均距离"), LessonCloud.Distance(made, r))],
            [plane, space],
            [rounds == 0 ? values.Say("At the start: codes mean nothing, and every code gives nearly the same point.", "起点：编码没有含义，每个编码都给出几乎相同的点。")
                : told < 0.1 ? values.Say("The codes tell nothing: all points have the same one, and the decoder gives their middle.", "编码不携带信息：所有点的编码相同，解码器给出它们的中心。")
                : values.Say("Near codes give near points. Codes drawn by lot from the bell curve give new points.", "相近的编码给出相近的点。从正态分布随机抽取的编码给出新的点。")]);
    }

    // Straight lines of codes in both directions, one after the other: pairs of z₁ and z₂.
    private static double[] Grid() => [.. new[] { 0, 1 }.SelectMany(axis => Between(-Reach, Reach, Lines).SelectMany(line => Between(-Reach, Reach, Along).SelectMany(along => axis == 0 ? new[] { along, line } : [line, along])))];

    // One line after the other is one curve with gaps.
    private static Curve Net(string name, double[] pairs)
    {
        List<double> xs = [], ys = [];
        for (int i = 0; i < pairs.Length / 2; i++)
        {
            if (i % Along == 0 && i > 0)
            {
                xs.Add(pairs[2 * i]);
                ys.Add(double.NaN);
            }
            xs.Add(pairs[2 * i]);
            ys.Add(pairs[2 * i + 1]);
        }
        return new Curve(name, xs, ys, 2);
    }
}
