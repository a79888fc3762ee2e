using Cajal.Tests.Ops;

namespace Cajal.OpBenchmarks;

/// <summary>A sample of the contract tests as something to call: its value, or its value with all gradients, as a plan.</summary>
internal sealed class OpCall(OpSample sample, bool withGradients) : ICosted
{
    /// <summary>All samples with something to do; of those with a derivative, when gradients are asked for.</summary>
    public static IEnumerable<OpCall> All(bool withGradients) => OpSamples.All.Where(s => !withGradients || s.HasDerivative)
        .Where(s => s.Inputs.All(e => e.Sizes.All(n => n > 0))).Select(s => new OpCall(s, withGradients));

    public Cost Cost { get; private set; }

    /// <summary>The call, ready to run.</summary>
    public Action Ready()
    {
        var x = sample.Draw(DType.Float32);
        using var tape = Tape.Start();
        foreach (var t in x)
        {
            tape.Input(t);
            if (withGradients && t.DType.IsFloat()) tape.Watch(t);
        }
        var y = sample.Call(x);
        List<Tensor> results = [y];
        if (withGradients)
        {
            var gradients = tape.Gradients(y, Tensor.Ones(y.Shape, y.DType));
            results.AddRange(x.Where(t => t.DType.IsFloat()).Select(t => gradients[t]));
        }
        double? flop = sample.Name.StartsWith("MatMul ", StringComparison.Ordinal)
            ? 2.0 * y.Count * x[0].Shape[-1] * (withGradients ? 3 : 1) : null;
        Cost = new(flop, Cost.Traffic([.. x, .. results]));
        var plan = tape.ToPlan([.. results]);
        plan.Run(x);
        return plan.Run;
    }

    public override string ToString() => sample.Name;
}
