using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 2: backpropagation, 2-2-1, sigmoid, no biases.</summary>
public class Lecture02BackpropagationTests
{
    private static readonly double[] Exact = [0.2723259651, 0.8729983630, 0.0990709288, 0.7976109599, 0.3971399242, 0.5926455195];

    // w3 w4 lead to the top unit, w5 w6 to the bottom one; w1 leads from the top, w2 from the bottom.
    private readonly Linear hidden = LectureNet.Linear(new[,] { { 0.1, 0.8 }, { 0.4, 0.6 } });
    private readonly Linear output = LectureNet.Linear(new[,] { { 0.3, 0.9 } });
    private readonly Tensor x = LectureNet.Row(0.35, 0.9), target = LectureNet.Row(0.5);

    private Sequential Model => new(hidden, Activation.Sigmoid, output, Activation.Sigmoid);

    // w1..w6 in the order of the slide.
    private double[] Weights => [.. output.Weight.Values(), .. hidden.Weight.Values()];

    [Fact]
    public void The_forward_pass()
    {
        var nets = hidden.Forward(x);
        nets.Values().ShouldBe([0.755, 0.68], 1e-12);
        var h = nets.Sigmoid();
        h.Values().ShouldBe([0.6802671967, 0.6637386974], 1e-10);
        h.Values().ShouldBe([0.68, 0.6637], 5e-4);
        var net = output.Forward(h);
        net.Item().ShouldBe(0.8014449867, 1e-10);
        net.Item().ShouldBe(0.80133, 2e-4);
        double y = net.Sigmoid().Item();
        y.ShouldBe(0.6902834929, 1e-10);
        y.ShouldBe(0.69, 5e-4);
        ((y - 0.5) * y * (1 - y)).ShouldBe(0.0406811251, 1e-10);
        Model.Forward(x).HalfSquaredError(target).Item().ShouldBe(0.0181039038, 1e-10);
    }

    [Fact]
    public void The_gradients()
    {
        double[][] g = LectureNet.Gradients(() => Model.Forward(x).HalfSquaredError(target), output.Weight, hidden.Weight);
        g[0].Concat(g[1]).ShouldBe([0.0276740349, 0.0270016370, 0.0009290712, 0.0023890401, 0.0028600758, 0.0073544806], 1e-10);
    }

    [Fact]
    public void One_step_with_the_rate_one_and_a_further_forward_pass()
    {
        Learn();
        Weights.ShouldBe(Exact, 1e-10);
        Weights.Take(2).ShouldBe([0.272392, 0.87305], 1e-4);
        var nets = hidden.Forward(x);
        nets.Values().ShouldBe([0.7525246890, 0.6723799410], 1e-9);
        nets.Sigmoid().Values().ShouldBe([0.6797285672, 0.6620358628], 1e-9);
        var net = output.Forward(nets.Sigmoid());
        net.Item().ShouldBe(0.7630639625, 1e-9);
        net.Sigmoid().Item().ShouldBe(0.6820185833, 1e-9);
        Model.Forward(x).HalfSquaredError(target).Item().ShouldBe(0.0165653823, 1e-10);
        (net.Sigmoid().Item() - 0.5).ShouldBe(0.1820185833, 1e-9);
    }

    [Fact]
    public void The_formula_printed_with_rounded_numbers()
    {
        const double y = 0.69, h1 = 0.68, h2 = 0.6637;
        double delta = (y - 0.5) * y * (1 - y);
        Step(delta, h1, h2).ShouldBe([0.2723641, 0.8730266, 0.0990714, 0.7976123, 0.3971426, 0.5926524], 6e-8);
        Step(0.0406, h1, h2).ShouldBe([0.272392, 0.8730538, 0.0990724, 0.7976147, 0.3971455, 0.5926598], 6e-8);
    }

    [Fact]
    public void Going_back_through_the_new_weights_is_a_common_mistake_and_not_the_gradient()
    {
        const double delta = 0.0406, h1 = 0.68, h2 = 0.6637;
        double d1 = delta * 0.272392 * h1 * (1 - h1), d2 = delta * 0.87305 * h2 * (1 - h2);
        double[] wrong = [0.1 - d1 * 0.35, 0.8 - d1 * 0.9, 0.4 - d2 * 0.35, 0.6 - d2 * 0.9];
        wrong.ShouldBe([0.099158, 0.797834, 0.397231, 0.592880], 2e-6);
        hidden.Weight.Assign(Tensor.From(wrong, [2, 2]));
        output.Weight.Assign(Tensor.From(new[,] { { 0.272392, 0.87305 } }));
        Model.Forward(x).Item().ShouldBe(0.6820490, 2e-6);
        for (int i = 0; i < 4; i++) Math.Abs(wrong[i] - Exact[i + 2]).ShouldBeGreaterThan(5e-5);
    }

    private void Learn()
    {
        var descent = new GradientDescent(Model.Parameters, learningRate: 1);
        using var tape = Tape.Start();
        descent.Step(tape.Gradients(Model.Forward(x).HalfSquaredError(target)));
    }

    // w1..w6 by the printed formulas with given numbers.
    private static double[] Step(double delta, double h1, double h2)
    {
        double d1 = delta * 0.3 * h1 * (1 - h1), d2 = delta * 0.9 * h2 * (1 - h2);
        return [0.3 - delta * h1, 0.9 - delta * h2, 0.1 - d1 * 0.35, 0.8 - d1 * 0.9, 0.4 - d2 * 0.35, 0.6 - d2 * 0.9];
    }
}
