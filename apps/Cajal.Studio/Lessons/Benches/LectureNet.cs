using System.Globalization;
using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>The lectures' networks of two inputs, two hidden units and one output, all sigmoids, in double precision; one pass forward and backward with every number.</summary>
internal sealed class LectureNet
{
    private readonly Linear hidden, output;

    /// <summary>A network with these weights; without biases where none are given.</summary>
    public LectureNet(double[,] first, double[]? firstBias, double[,] second, double[]? secondBias)
    {
        (hidden, output) = (Of(first, firstBias), Of(second, secondBias));
        Model = new Sequential(hidden, Activation.Sigmoid, output, Activation.Sigmoid);
    }

    /// <summary>The network.</summary>
    public Sequential Model { get; }

    /// <summary>W₁ row by row, then W₂.</summary>
    public double[] Weights => [.. hidden.Weight.ToArray<double>(), .. output.Weight.ToArray<double>()];

    /// <summary>z and a of the hidden units, then of the output.</summary>
    public (double[] Z, double[] A) Forward(Tensor x)
    {
        Tensor z = hidden.Forward(x), a = z.Sigmoid(), net = output.Forward(a);
        return ([.. z.ToArray<double>(), net.Item()], [.. a.ToArray<double>(), net.Sigmoid().Item()]);
    }

    /// <summary>The loss, its gradients by the weights in their order, and δ = ∂L/∂z of the hidden units and the output.</summary>
    public (double Loss, double[] Gradients, double[] Deltas) Backward(Tensor x, Tensor target)
    {
        using var tape = Tape.Start();
        Tensor z = hidden.Forward(x);
        tape.Watch(z);
        Tensor net = output.Forward(z.Sigmoid());
        tape.Watch(net);
        Tensor loss = net.Sigmoid().HalfSquaredError(target);
        var gradients = tape.Gradients(loss);
        return (loss.Item(), [.. gradients[hidden.Weight].ToArray<double>(), .. gradients[output.Weight].ToArray<double>()], [.. gradients[z].ToArray<double>(), gradients[net].Item()]);
    }

    /// <summary>w ← w − η·∂L/∂w, once.</summary>
    public void Step(Tensor x, Tensor target, double rate)
    {
        using var tape = Tape.Start();
        new GradientDescent(Model.Parameters, rate).Step(tape.Gradients(Model.Forward(x).HalfSquaredError(target)));
    }

    /// <summary>Rows of a derivation of which the first so many are shown.</summary>
    public static NumberTable Table(BenchValues values, string title, int shown, params IReadOnlyList<(string What, string How, double Value)> rows) =>
        new(title, [values.Say("what", "量"), values.Say("how", "算式"), values.Say("value", "值")],
            [.. rows.Select((r, i) => (IReadOnlyList<string>)[r.What, i < shown ? r.How : "…", i < shown ? r.Value.ToString("0.######", CultureInfo.InvariantCulture) : "?"])], shown > 0 ? Math.Min(shown, rows.Count) - 1 : null);

    private static Linear Of(double[,] weights, double[]? bias)
    {
        var linear = new Linear(weights.GetLength(1), weights.GetLength(0), new Rng(0), bias is not null, dtype: DType.Float64);
        linear.Weight.Assign(Tensor.From(weights));
        if (bias is not null) linear.Bias!.Assign(Tensor.From(bias));
        return linear;
    }
}
