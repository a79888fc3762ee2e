namespace Cajal.Tests.Ops;

/// <summary>Random numbers inside a record: those of the generator of the same key and counter, replayed by plans, the same on any thread.</summary>
public class RandomNumbersTests
{
    public static TheoryData<DType> Floats => [DType.Float32, DType.Float64];

    private static State Counter(long at = 0) => new(Tensor.Scalar(at, DType.Int64), persistent: false);

    [Theory]
    [MemberData(nameof(Floats))]
    public void They_are_the_numbers_the_generator_gives_one_after_another(DType dtype)
    {
        foreach (int count in new[] { 0, 1, 31, 32, 4097, 50_001 })
        {
            var counter = Counter(5);
            Rng normal = new(9) { Counter = 5 }, uniform = new(9) { Counter = 5 };
            RandomNormal.Draw([count], dtype, 9, counter, 1, 2).To(DType.Float64).ToArray<double>()
                .ShouldBe(Tensor.Normal([count], normal, 1, 2, dtype).To(DType.Float64).ToArray<double>());
            counter.Item().ShouldBe(5 + count);
            counter.Assign([5L]);
            RandomUniform.Draw([count], dtype, 9, counter, -1, 3).To(DType.Float64).ToArray<double>()
                .ShouldBe(Tensor.Uniform([count], uniform, -1, 3, dtype).To(DType.Float64).ToArray<double>());
            counter.Item().ShouldBe(5 + count);
        }
    }

    [Theory]
    [MemberData(nameof(Floats))]
    public void Each_run_of_a_plan_draws_what_the_eager_step_would_draw(DType dtype)
    {
        State planned = Counter(), eager = Counter();
        Plan plan;
        using (var tape = Tape.Start()) plan = tape.ToPlan(Draw(planned));
        Draw(eager);
        for (int i = 0; i < 3; i++)
        {
            plan.Run();
            Tensor[] now = Draw(eager);
            for (int k = 0; k < now.Length; k++) plan.Outputs[k].To(DType.Float64).ToArray<double>().ShouldBe(now[k].To(DType.Float64).ToArray<double>());
        }
        planned.Item().ShouldBe(eager.Item());

        Tensor[] Draw(State counter) =>
            [RandomNormal.Draw([7, 5], dtype, 3, counter) * 2, RandomUniform.Draw([5000], dtype, 3, counter) + 1];
    }

    [Fact]
    public void Their_mean_and_deviation_are_those_asked_for()
    {
        var normal = RandomNormal.Draw([100_000], DType.Float64, 1, Counter(), 3, 0.5);
        normal.Mean().Item().ShouldBe(3, 4 * 0.5 / Math.Sqrt(100_000));
        normal.StandardDeviation().Item().ShouldBe(0.5, 4 * 0.5 / Math.Sqrt(200_000));
        RandomNormal.Draw([3], DType.Float32, 1, Counter(), 3, 0).ToArray<float>().ShouldBe([3, 3, 3]);
    }

    [Fact]
    public void What_cannot_be_drawn_is_told_in_one_sentence()
    {
        Should.Throw<ArgumentException>(() => RandomNormal.Draw([2], DType.Float32, 1, Counter(), deviation: -1)).Message.ShouldContain("deviation = -1");
        Should.Throw<ArgumentException>(() => RandomNormal.Draw([2], DType.Int64, 1, Counter())).Message.ShouldContain("received Int64");
        Should.Throw<ArgumentException>(() => RandomUniform.Draw([2], DType.Float32, 1, Counter(), 1, 0)).Message.ShouldContain("low = 1, high = 0");
        Should.Throw<ArgumentException>(() => RandomUniform.Draw([2], DType.Bool, 1, Counter())).Message.ShouldContain("received Bool");
    }
}
