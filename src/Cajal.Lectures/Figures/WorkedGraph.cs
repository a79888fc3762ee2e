using Cajal.Insight;

namespace Cajal.Lectures;

/// <summary>The lecture's backpropagation demo as a computational graph, with values and gradients on its edges. Documents 000, 001 and 002.</summary>
internal sealed class WorkedGraph() : LectureFigure("computation-graph")
{
    private static readonly double[] Start = [0.3, 0.9, 0.1, 0.8, 0.4, 0.6];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var w = Start.Select(v => new Parameter(Tensor.Scalar(v, DType.Float64))).ToArray();
        Tensor a = Tensor.Scalar(0.35, DType.Float64), b = Tensor.Scalar(0.9, DType.Float64), t = Tensor.Scalar(0.5, DType.Float64);
        using var tape = Tape.Start();
        Tensor h1 = (a * w[2] + b * w[3]).Sigmoid(), h2 = (a * w[4] + b * w[5]).Sigmoid(), y = (h1 * w[0] + h2 * w[1]).Sigmoid(), loss = 0.5 * (y - t).Square();
        (Tensor, string)[] names = [.. w.Select((p, i) => ((Tensor)p, $"w{"₁₂₃₄₅₆"[i]}")), (a, "A"), (b, "B"), (t, "t"), (h1, "h₁"), (h2, "h₂"), (y, "y"), (loss, "E")];
        var graph = new ComputationGraph("Values flow forward, gradients flow back: the lecture's 2-2-1 demo", tape, loss, names);
        var gradients = tape.Gradients(loss);
        var said = w.Select((p, i) => $"∂E/∂w{"₁₂₃₄₅₆"[i]} = {Say(gradients[p].Item(), 4)}");
        return new(graph, $"A = 0.35, B = 0.9, target 0.5. h₁ = {Say(h1.Item(), 4)}, h₂ = {Say(h2.Item(), 4)}, y = {Say(y.Item(), 4)}, E = (y − t)²/2 = {Say(loss.Item(), 4)}. Each gradient is the one behind it times the local " +
            $"derivative; at the weights it ends: {string.Join(", ", said)}.");
    }
}
