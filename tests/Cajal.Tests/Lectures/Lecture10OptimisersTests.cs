using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Lectures;

/// <summary>Section 10: optimisers and training rules.</summary>
public class Lecture10OptimisersTests
{
    [Fact]
    public void Averaging_momentum_under_a_constant_gradient()
    {
        Moves(p => new AveragingSgd(p, learningRate: 1, momentum: 0.9), 3).ShouldBe([0.1, 0.19, 0.271], 1e-14);
        Moves(p => new Sgd(p, learningRate: 1 - 0.9, momentum: 0.9), 3).ShouldBe([0.1, 0.19, 0.271], 1e-14);
    }

    [Fact]
    public void Adam_without_bias_correction_takes_larger_steps_at_first()
    {
        double[] moves = Moves(p => new AdamUncorrected(p, learningRate: 1, epsilon: 0), 1000);
        new[] { 1, 2, 3, 10, 100, 1000 }.Select(t => moves[t - 1]).ShouldBe([3.1623, 4.2496, 4.9502, 6.5279, 3.2408, 1.2576], 6e-5);
    }

    [Fact]
    public void Adam_with_bias_correction_takes_equal_steps()
    {
        Moves(p => new Adam(p, learningRate: 1, epsilon: 0), 1000).ShouldAllBe(move => Math.Abs(move - 1) < 1e-9);
        new Adam([new Parameter(Tensor.Ones([1]))]).LearningRate.ShouldBe(0.001);
    }

    [Fact]
    public void The_named_schedules()
    {
        new StepSchedule(0.1, 10, 0.5).RateAt(25).ShouldBe(0.025, 1e-15);
        new ExponentialSchedule(0.1, 0.9).RateAt(2).ShouldBe(0.081, 1e-15);
        new CosineSchedule(0.1, 10).RateAt(5).ShouldBe(0.05, 1e-15);
    }

    [Fact]
    public void Half_the_squared_error_has_the_error_as_its_derivative()
    {
        Tensor d = LectureNet.Row(0.3, -1, 2), y = new Parameter(LectureNet.Row(1, 0, 0.5));
        LectureNet.Gradients(() => y.HalfSquaredError(d), y)[0].ShouldBe((y - d).Values(), 1e-16);
        y.HalfSquaredError(d).Item().ShouldBe((0.49 + 1 + 2.25) / 2, 1e-15);
        y.MeanSquaredError(d, LossReduction.Sum).Item().ShouldBe(3.74, 1e-14);
    }

    [Fact]
    public void Log_loss()
    {
        var p = Tensor.From([0.9, 0.2]);
        p.BinaryCrossEntropy(Tensor.From([1.0, 0.0]), reduction: LossReduction.Sum).Item().ShouldBe(-Math.Log(0.9) - Math.Log(0.8), 1e-15);
    }

    [Fact]
    public void Too_high_a_rate_explodes_a_fair_one_converges_too_low_a_one_is_slow()
    {
        // f(x) = x², stable while η < 1.
        After(0.1).ShouldBe(0, 1e-8);
        After(1.05).ShouldBeGreaterThan(100);
        After(1e-4).ShouldBeGreaterThan(0.9);
        After(1).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Zero_one_loss_counts_errors()
    {
        // Batches and epochs are tried in Data/BatchesTests.cs.
        var errors = new ZeroOneLoss();
        errors.Update(Tensor.From(new[,] { { 2f, 1 }, { 0, 1 }, { 3, 0 } }), Tensor.From([0L, 0, 1]));
        errors.Result.ShouldBe(2);
    }

    private static double After(double rate)
    {
        var x = new Parameter(Tensor.Scalar(1, DType.Float64));
        var descent = new GradientDescent([x], rate);
        for (int i = 0; i < 100; i++)
        {
            using var tape = Tape.Start();
            descent.Step(tape.Gradients(x.Square()));
        }
        return Math.Abs(x.Item());
    }

    // How far each step goes under the gradient 1.
    private static double[] Moves(Func<IEnumerable<Parameter>, Optimizer> make, int steps)
    {
        var x = new Parameter(Tensor.Scalar(0, DType.Float64));
        var optimizer = make([x]);
        var moves = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            double before = x.Item();
            using (var tape = Tape.Start()) optimizer.Step(tape.Gradients(x * 1));
            moves[i] = before - x.Item();
        }
        return moves;
    }
}
