using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The lecture's handworked forward pass as a network diagram. Document 000.</summary>
internal sealed class WorkedNetwork() : LectureFigure("network")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var hidden = LectureNetwork.Linear(new[,] { { 0.2, 0.4 }, { 0.3, 0.1 } }, [0.1, 0.2]);
        var output = LectureNetwork.Linear(new[,] { { 0.6, 0.5 } }, [0.3]);
        var net = new Sequential(hidden, Activation.Sigmoid, output, Activation.Sigmoid);
        var x = Tensor.From(new[,] { { 0.5, 0.8 } });
        Tensor z = hidden.Forward(x), a = z.Sigmoid(), out1 = output.Forward(a);
        var diagram = new NetworkDiagram("Two inputs become one probability: the lecture's forward pass", net, x) { Inputs = ["x₁", "x₂"], Outputs = ["y"] };
        return new(diagram, $"Hidden sums {Say(z[0, 0])} and {Say(z[0, 1])}, after the sigmoid {Say(a[0, 0])} and {Say(a[0, 1])}; the output's sum is {Say(out1.Item())} and y = {Say(net.Forward(x).Item())}. Biases: " +
            $"{Say(hidden.Bias![0])} and {Say(hidden.Bias[1])} in the hidden layer, {Say(output.Bias![0])} at the output.");
    }
}
