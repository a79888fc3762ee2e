using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 1: forward pass, 2-2-1, sigmoid.</summary>
public class Lecture01ForwardPassTests
{
    private readonly Linear hidden = LectureNet.Linear(new[,] { { 0.2, 0.4 }, { 0.3, 0.1 } }, [0.1, 0.2]);
    private readonly Linear output = LectureNet.Linear(new[,] { { 0.6, 0.5 } }, [0.3]);
    private readonly Tensor x = LectureNet.Row(0.5, 0.8);

    [Fact]
    public void Every_printed_number_of_the_forward_pass()
    {
        var z1 = hidden.Forward(x);
        z1.Values().ShouldBe([0.52, 0.43], 1e-12);
        (-z1).Exp().Values().ShouldBe([0.5945205480, 0.6505090947], 1e-10);
        (-z1).Exp().Values().ShouldBe([0.595, 0.651], 1e-3);
        var a1 = z1.Sigmoid();
        a1.Values().ShouldBe([0.6271477663, 0.6058736684], 1e-10);
        a1.Values().ShouldBe([0.627, 0.606], 5e-4);
        (a1 * output.Weight).Values().ShouldBe([0.3762886598, 0.3029368342], 1e-10);
        (a1 * output.Weight).Values().ShouldBe([0.376, 0.303], 5e-4);
        var z2 = output.Forward(a1);
        z2.Item().ShouldBe(0.9792254940, 1e-10);
        z2.Item().ShouldBe(0.979, 5e-4);
        output.Forward(LectureNet.Row(0.627, 0.606)).Item().ShouldBe(0.9792, 1e-12);
        z2.Sigmoid().Item().ShouldBe(0.7269545104, 1e-10);
        z2.Sigmoid().Item().ShouldBe(0.727, 5e-4);
    }

    [Fact]
    public void The_gradients_towards_the_target_one()
    {
        var model = new Sequential(hidden, Activation.Sigmoid, output, Activation.Sigmoid);
        using var tape = Tape.Start();
        var loss = model.Forward(x).HalfSquaredError(LectureNet.Row(1));
        loss.Item().ShouldBe(0.0372769197, 1e-10);
        var g = tape.Gradients(loss);
        g[output.Weight].Values().ShouldBe([-0.0339896842, -0.0328366866], 1e-10);
        g[output.Bias!].Values().ShouldBe([-0.0541972498], 1e-10);
        g[hidden.Weight].Values().ShouldBe([-0.0038019389, -0.0060831022, -0.0032354507, -0.0051767211], 1e-10);
        g[hidden.Bias!].Values().ShouldBe([-0.0076038778, -0.0064709014], 1e-10);
    }

    [Fact]
    public void The_second_network_has_thirteen_parameters() =>
        Mlp.Build([2, 3, 1], new Rng(1), "sigmoid").Parameters.Sum(p => p.Count).ShouldBe(13);
}
