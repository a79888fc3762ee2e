using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>A generative adversarial net in slow motion on points in the plane: each round has four phases, and all of them can be looked at.</summary>
internal sealed class GanBench() : LessonBench("gan", LessonCloud.Drawn, LessonCloud.Shape, Control.Walk("phase", 0, 160), Control.Number("updates", 5, 1, 10, 1), Control.Number("rate", 0.005, 0.001, 0.05, 0.001))
{
    private const int Shown = LessonCloud.Count, Latent = 2, Phases = 4;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        Tensor real = LessonCloud.Of(values);
        int phase = values.Whole("phase"), updates = values.Whole("updates");
        double rate = values.Number("rate");
        var rng = new Rng(3);
        var gan = new Gan(Mlp.Build([Latent, 24, 24, 2], rng, "tanh"), Mlp.Build([2, 24, 24, 1], rng, "leaky-relu(0.2)"), Latent, rng, penalty: 0.1);
        Adam forD = new(gan.Discriminator.Parameters, rate, 0.5), forG = new(gan.Generator.Parameters, rate, 0.5);
        Tensor z = Tensor.Normal([Shown, Latent], new Rng(9));
        for (int p = 1; p <= phase; p++)
        {
            bool movesD = p % Phases == 2, movesG = p % Phases == 0;
            for (int i = 0; i < updates && (movesD || movesG); i++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var tape = Tape.Start();
                if (movesD) forD.Step(tape.Gradients(gan.DiscriminatorLoss(real)));
                else forG.Step(tape.Gradients(gan.Losses[1].Of(real, null)));
            }
        }
        Tensor fake = gan.Generate(z);
        double[] pull = new double[4 * Shown];
        using (var tape = Tape.Start(Mode.Inference))
        {
            tape.Watch(fake);
            double[] slope = Doubles(tape.Gradients((-gan.Judge(fake)).Softplus().Sum())[fake]), at = Doubles(fake);
            for (int i = 0; i < Shown; i++) (pull[4 * i], pull[4 * i + 1], pull[4 * i + 2], pull[4 * i + 3]) = (at[2 * i], at[2 * i + 1], -0.5 * slope[2 * i], -0.5 * slope[2 * i + 1]);
        }
        double saysReal = gan.Judge(real).Sigmoid().Mean().Item(), saysFake = gan.Judge(fake).Sigmoid().Mean().Item();
        double[] f = Doubles(fake), r = Doubles(real);
        int now = phase % Phases;
        var plane = new Chart(values.Say("Real and made points; ground: what the discriminator says", "真实点与生成点；底色：判别器的判断"), new Axis("x", -2, 2), new Axis("y", -2, 2))
        {
            IsSquare = true,
            Map = now == 1 ? null : new ValueMap(48, Floats(gan.Judge(Places(48, 2).To(DType.Float32)).Sigmoid() * 2 - 1), values.Say("blue: real, orange: made", "蓝：真实，橙：生成")),
            Dots = [LessonCloud.Dots(values.Say("real", "真实"), r, 1), LessonCloud.Dots(values.Say("made", "生成"), f, 0)],
            Arrows = now == 3 ? pull : null,
        };
        return new BenchAnswer(
            [new("round", values.Say("rounds", "轮数"), phase / Phases), new("real", values.Say("D says of real points", "D 对真实点的判断"), saysReal), new("made", values.Say("D says of made points", "D 对生成点的判断"), saysFake), new("distance", values.Say("mean distance to the nearest real point", "到最近真实点的平均距离"), LessonCloud.Distance(f, r))],
            [plane],
            [now switch
            {
                1 => values.Say("1. The generator makes points from noise.", "1. 生成器由噪声生成点。"),
                2 => values.Say($"2. The discriminator learns to tell them apart: {updates} updates.", $"2. 判别器学习区分真假：更新 {updates} 次。"),
                3 => values.Say("3. Arrows: where the discriminator would find each made point more real.", "3. 箭头：把生成点移向何处会让判别器觉得更真实。"),
                _ => phase == 0 ? values.Say("At the start: nobody has learned anything.", "起点：双方都还没有学习。") : values.Say($"4. The generator moves that way: {updates} updates.", $"4. 生成器朝那个方向移动：更新 {updates} 次。"),
            }]);
    }
}
