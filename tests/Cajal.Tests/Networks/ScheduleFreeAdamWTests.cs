using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class ScheduleFreeAdamWTests
{
    public static IEnumerable<OptimizerSample> Samples =>
    [
        new("ScheduleFreeAdamW", p => new ScheduleFreeAdamW(p, 0.1)),
        new("ScheduleFreeAdamW decay warm-up", p => new ScheduleFreeAdamW(p, 0.1, weightDecay: 1e-3, warmupSteps: 5)),
    ];

    [Fact]
    public void Judged_is_the_mean_of_where_it_went_and_training_goes_on_bit_for_bit()
    {
        Parameter w = new(Tensor.From([2.0])), undisturbed = new(Tensor.From([2.0])), still = new(Tensor.From([1.0]));
        ScheduleFreeAdamW free = new([w, still], 0.1), other = new([undisturbed], 0.1);
        var swap = new EvaluationSwap(free);
        var z = new List<double>();
        for (int i = 0; i < 6; i++)
        {
            Step(free, () => w.Square().Sum());
            Step(other, () => undisturbed.Square().Sum());
            z.Add(free.NamedStates.Single(s => s.Name == "0/z").State.Item());
            double trained = w.Item();
            swap.SwapIn();
            swap.SwapIn();
            swap.IsIn.ShouldBeTrue();
            w.Item().ShouldBe(z.Average(), 1e-12);
            still.Item().ShouldBe(1);
            swap.SwapOut();
            swap.SwapOut();
            swap.IsIn.ShouldBeFalse();
            w.Item().ShouldBe(trained);
            trained.ShouldBe(undisturbed.Item());
        }
    }

    [Fact]
    public void Its_average_lies_nearer_to_the_valley_than_the_point_that_jumps_about()
    {
        var w = new Parameter(Tensor.From([3.0, -2]));
        var free = new ScheduleFreeAdamW([w], 0.3);
        var rng = new Rng(1);
        for (int i = 0; i < 400; i++) Step(free, () => (w + Tensor.Normal([2], rng, dtype: DType.Float64)).Square().Sum());
        double jumping = Tensor.From(free.NamedStates.Single(s => s.Name == "0/z").State.ToArray<double>()).Norm().Item();
        new EvaluationSwap(free).SwapIn();
        w.Norm().Item().ShouldBeLessThan(0.5 * jumping);
    }

    private static void Step(Optimizer optimizer, Func<Tensor> loss)
    {
        using var tape = Tape.Start();
        optimizer.Step(tape.Gradients(loss()));
    }
}
