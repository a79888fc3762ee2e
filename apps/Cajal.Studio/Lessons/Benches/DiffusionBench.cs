using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Diffusion on points in the plane: a network learns to see the noise in noisy points, and takes it off step by step.</summary>
internal sealed class DiffusionBench() : LessonBench("diffusion", LessonCloud.Drawn, LessonCloud.Shape, Control.Number("updates", 600, 0, 1500, 100), Control.Walk("steps", 0, Times))
{
    private const int Times = 40, Hidden = 64;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        Tensor real = LessonCloud.Of(values);
        int steps = values.Whole("steps"), now = Times - 1 - steps;
        var rng = new Rng(3);
        var diffusion = new Diffusion(Mlp.Build([Diffusion.Width(2), Hidden, Hidden, 2], rng, "silu"), 2, NoiseSchedule.Cosine(Times), rng);
        LessonTraining.Run(new Adam(diffusion.Parameters, 0.005), () => diffusion.Loss(real), values.Whole("updates"), cancellation);
        var sampler = new DiffusionSampler(diffusion);
        Tensor x = Tensor.Normal([LessonCloud.Count, 2], new Rng(9));
        for (int t = Times - 1; t > now; t--) x = sampler.Step(x, t, t - 1, eta: 0, z: null);
        double kept = diffusion.Schedule.Kept(now);
        Tensor noisy = real * Math.Sqrt(kept) + Tensor.Normal(real.Shape, new Rng(7)) * Math.Sqrt(1 - kept);
        double[] r = Doubles(real), made = Doubles(x), asNoisy = Doubles(noisy);
        var plane = new Chart(values.Say("Real points with as much noise, and made points on their way", "加上同样多噪声的真实点，以及生成途中的点"), new Axis("x", -3, 3), new Axis("y", -3, 3))
        {
            IsSquare = true,
            Dots = [LessonCloud.Dots(values.Say("real, noisy", "真实（加噪）"), asNoisy, 1), LessonCloud.Dots(values.Say("made", "生成"), made, 0)],
            Arrows = now >= 0 ? Arrows(made, Doubles(sampler.Step(x, now, -1, eta: 0, z: null))) : null,
        };
        return new BenchAnswer(
            [new("noise", values.Say("noise in a point, √(1 − ᾱ)", "点中的噪声 √(1 − ᾱ)"), Math.Sqrt(1 - kept)), new("distance", values.Say("mean distance of made points to the nearest real one", "生成点到最近真实点的平均距离"), LessonCloud.Distance(made, r)), new("noisy", values.Say("the same of real points with as much noise", "加同样噪声的真实点的同一距离"), LessonCloud.Distance(asNoisy, r))],
            [plane],
            [steps == 0 ? values.Say("Pure noise: nothing of the shape is left in either cloud.", "纯噪声：两团点中都看不出形状。")
                : now >= 0 ? values.Say("Arrows: a quarter of the way to where the network believes the point without noise to be.", "箭头：朝网络认为的无噪声点走四分之一。")
                : values.Say("All noise is taken off: these points are new.", "噪声全部去除：这些点是新的。")]);
    }

    // x, y, Δx, Δy: a quarter of the way, one unit at most.
    private static double[] Arrows(double[] from, double[] to)
    {
        double[] arrows = new double[2 * from.Length];
        for (int i = 0; i < from.Length; i += 2)
        {
            double dx = 0.25 * (to[i] - from[i]), dy = 0.25 * (to[i + 1] - from[i + 1]), shorter = Math.Min(1, 1 / Math.Max(1e-9, Math.Sqrt(dx * dx + dy * dy)));
            (arrows[2 * i], arrows[2 * i + 1], arrows[2 * i + 2], arrows[2 * i + 3]) = (from[i], from[i + 1], dx * shorter, dy * shorter);
        }
        return arrows;
    }
}
