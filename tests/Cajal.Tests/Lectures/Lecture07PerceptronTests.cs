using System.Globalization;
using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 7: the perceptron and the truth tables.</summary>
public class Lecture07PerceptronTests
{
    private static readonly double[][] Inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
    private static readonly double[] And = [0, 0, 0, 1], Or = [0, 1, 1, 1], Xor = [0, 1, 1, 0];

    [Fact]
    public void And_and_or_in_the_form_zero_one()
    {
        Learned(Perceptron.ZeroOne(2), And).ShouldBe((11, 6, "2 1 | -3"));
        Learned(Perceptron.ZeroOne(2), Or).ShouldBe((5, 4, "1 1 | -1"));
    }

    [Fact]
    public void And_and_or_in_the_form_minus_one_one_have_the_same_counts_and_doubled_weights()
    {
        Learned(Perceptron.PlusMinusOne(2), Signed(And)).ShouldBe((11, 6, "4 2 | -6"));
        Learned(Perceptron.PlusMinusOne(2), Signed(Or)).ShouldBe((5, 4, "2 2 | -2"));
    }

    [Fact]
    public void The_bias_is_a_weight_on_a_constant_input()
    {
        var perceptron = Perceptron.ZeroOne(3, bias: false);
        var report = perceptron.Train(Perceptron.WithConstantInput(Inputs), And);
        (report.Updates, report.Passes).ShouldBe((11, 6));
        perceptron.Weights.ShouldBe([2, 1, -3]);
        perceptron.Bias.ShouldBe(0);
    }

    [Fact]
    public void Xor_never_has_a_pass_without_a_mistake()
    {
        var perceptron = Perceptron.ZeroOne(2);
        int[] mistakes = [.. Enumerable.Range(0, 1000).Select(_ => perceptron.Pass(Inputs, Xor))];
        mistakes.ShouldAllBe(m => m > 0);
        mistakes.Sum().ShouldBe(3998);
        Perceptron.ZeroOne(2).Train(Inputs, Xor).CannotConverge.ShouldBeTrue();
        Perceptron.PlusMinusOne(2).Train(Inputs, Signed(Xor)).CannotConverge.ShouldBeTrue();
    }

    [Fact]
    public void One_hidden_layer_of_relus_makes_xor()
    {
        var model = new Sequential(LectureNet.Linear(new[,] { { 1.0, 1 }, { 1, 1 } }, [0, -1]), Activation.Relu, LectureNet.Linear(new[,] { { 1.0, -2 } }));
        model.Forward(Tensor.From(Inputs)).Values().ShouldBe(Xor);
    }

    [Fact]
    public void One_hidden_layer_of_sigmoids_has_nine_parameters_and_learns_xor()
    {
        Mlp.Build([2, 2, 1], new Rng(1), "sigmoid").Parameters.Sum(p => p.Count).ShouldBe(9);
        // Two hidden units can get stuck, so a few starts are allowed.
        Enumerable.Range(0, 8).Any(seed => LearnsXor(new Rng((ulong)seed))).ShouldBeTrue();
    }

    [Fact]
    public void A_rate_of_a_tenth_breaks_a_tie_the_other_way()
    {
        // Halves are exact, so ties fall as with η = 1. In tenths a net that ought to be 0 is −2.8e-17, and the answer 0 instead of 1.
        Learned(Perceptron.ZeroOne(2, learningRate: 0.5), And).ShouldBe((11, 6, "1 0.5 | -1.5"));
        var steps = new List<PerceptronStep>();
        var report = Perceptron.ZeroOne(2, learningRate: 0.1).Train(Inputs, And, narrate: steps.Add);
        (report.Converged, report.Updates, report.Passes).ShouldBe((true, 8, 4));
        var tie = steps.First(s => s.Net != 0 && Math.Abs(s.Net) < 1e-15);
        (tie.Inputs[0], tie.Inputs[1], tie.Output).ShouldBe((1, 0, 0));
        tie.Net.ShouldBe(-2.7755575615628914e-17);
    }

    [Fact]
    public void Each_hidden_unit_draws_one_side_of_a_strip_and_the_output_joins_them()
    {
        // h₁ = 1 above x₁ + x₂ = ½, h₂ = 1 below x₁ + x₂ = 3/2, f = both: steep sigmoids, nine numbers.
        Linear hidden = LectureNet.Linear(new[,] { { 40.0, 40 }, { -40, -40 } }, [-20, 60]),
            output = LectureNet.Linear(new[,] { { 40.0, 40 } }, [-60]);
        var model = new Sequential(hidden, Activation.Sigmoid, output, Activation.Sigmoid);
        model.Parameters.Sum(p => p.Count).ShouldBe(9);
        var h = hidden.Forward(Tensor.From(Inputs)).Sigmoid();
        h.Slice(1, 0..1).Values().Select(v => Math.Round(v)).ShouldBe([0, 1, 1, 1]);
        h.Slice(1, 1..2).Values().Select(v => Math.Round(v)).ShouldBe([1, 1, 1, 0]);
        model.Forward(Tensor.From(Inputs)).Values().Select(v => Math.Round(v)).ShouldBe(Xor);
    }

    private static bool LearnsXor(Rng rng)
    {
        var model = Mlp.Build([2, 2, 1], rng, "sigmoid", output: "sigmoid", dtype: DType.Float64);
        var adam = new Adam(model.Parameters, 0.1);
        Tensor x = Tensor.From(Inputs), y = Tensor.From(Xor, [4, 1]);
        for (int i = 0; i < 1000; i++)
        {
            using var tape = Tape.Start();
            adam.Step(tape.Gradients(model.Forward(x).BinaryCrossEntropy(y)));
        }
        return model.Forward(x).Values().Select(v => Math.Round(v)).SequenceEqual(Xor);
    }

    private static double[] Signed(double[] targets) => [.. targets.Select(t => 2 * t - 1)];

    private static (int Updates, int FirstFreePass, string Weights) Learned(Perceptron perceptron, double[] targets)
    {
        var report = perceptron.Train(Inputs, targets);
        report.Converged.ShouldBeTrue();
        string weights = string.Join(' ', perceptron.Weights.Select(w => w.ToString(CultureInfo.InvariantCulture)));
        return (report.Updates, report.Passes, string.Create(CultureInfo.InvariantCulture, $"{weights} | {perceptron.Bias}"));
    }
}
