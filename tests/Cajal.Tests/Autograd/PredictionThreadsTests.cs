using Cajal.Networks;
using Cajal.Tests.House;

namespace Cajal.Tests.Autograd;

/// <summary>Prediction through plan.Run(span, span): many callers at once, nothing allocated.</summary>
[Collection("alone")]
public class PredictionThreadsTests
{
    private const int Callers = 64, Inputs = 20, Outputs = 3;

    [Fact]
    public void Sixty_four_threads_get_what_one_gets()
    {
        var (plan, model) = Prediction();
        float[][] x = [.. Enumerable.Range(0, Callers).Select(i => Tensor.Normal([Inputs], new Rng((ulong)i)).ToArray<float>())];
        float[][] expected = [.. x.Select(row => model.Forward(Tensor.From(row, [1, Inputs])).ToArray<float>())];
        var wrong = 0;
        var start = new Barrier(Callers);
        Thread[] threads = [.. Enumerable.Range(0, Callers).Select(i => new Thread(() =>
        {
            float[] y = new float[Outputs];
            start.SignalAndWait();
            for (int round = 0; round < 50; round++)
            {
                int which = (i + round) % Callers;
                plan.Run(x[which], y);
                if (!y.AsSpan().SequenceEqual(expected[which])) Interlocked.Increment(ref wrong);
            }
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        wrong.ShouldBe(0);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var (plan, _) = Prediction();
        float[] x = new float[Inputs], y = new float[Outputs];
        for (int i = 0; i < 10; i++) plan.Run(x, y);
        Allocated.By(() =>
        {
            for (int i = 0; i < 10_000; i++) plan.Run(x, y);
        }).ShouldBe(0);
    }

    [Fact]
    public void New_weights_show_at_once()
    {
        var (plan, model) = Prediction();
        float[] x = new float[Inputs], y = new float[Outputs];
        ((Linear)model[2]).Weight.Assign(Tensor.Zeros([Outputs, 8]));
        ((Linear)model[2]).Bias!.Assign([1f, 2, 3]);
        plan.Run(x, y);
        y.ShouldBe([0.09003057f, 0.24472848f, 0.66524094f], 1e-6f);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var (plan, model) = Prediction();
        float[] y = new float[Outputs];
        Should.Throw<ShapeException>(() => plan.Run(new float[Inputs + 1], y)).Message.ShouldContain("20 input values for [1, 20], but received 21 values");
        Should.Throw<ShapeException>(() => plan.Run(new float[Inputs], new float[2])).Message.ShouldContain("room for 3 results");
        // After a wrong call a right one works, and the workspace was not lost.
        plan.Run(new float[Inputs], y);
        Plan training;
        using (var tape = Tape.Start())
        {
            var x = tape.Input(Tensor.Ones([1, Inputs]));
            var loss = model.Forward(x).Sum();
            new GradientDescent(model.Parameters, 0).Step(tape.Gradients(loss));
            training = tape.ToPlan(loss);
        }
        Should.Throw<InvalidOperationException>(() => training.Run(new float[Inputs], new float[1])).Message.ShouldContain("that writes nothing");
    }

    private static (Plan Plan, Sequential Model) Prediction()
    {
        var model = Mlp.Build([Inputs, 8, Outputs], new Rng(1), "tanh", output: "softmax");
        using var tape = Tape.Start(Mode.Inference);
        var x = tape.Input(Tensor.Zeros([1, Inputs]));
        return (tape.ToPlan(model.Forward(x)), model);
    }
}
