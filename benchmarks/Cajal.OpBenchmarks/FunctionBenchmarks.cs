using BenchmarkDotNet.Attributes;

namespace Cajal.OpBenchmarks;

/// <summary>Functions on rows of 1024 numbers, in each cache and in memory.</summary>
public class FunctionBenchmarks
{
    private static readonly (string Name, Func<Tensor, Tensor> Function)[] Functions =
    [
        ("add", x => x + x), ("exp", x => x.Exp()), ("log", x => (x * x).Log()), ("tanh", x => x.Tanh()), ("sigmoid", x => x.Sigmoid()),
        ("relu", x => x.Relu()), ("gelu", x => x.Gelu()), ("softmax", x => x.Softmax(-1)),
        ("log-softmax", x => x.LogSoftmax(-1)), ("sum", x => x.Sum(-1)),
    ];

    private Action call = null!;

    /// <summary>What is called.</summary>
    [ParamsSource(nameof(Calls))]
    public object Function { get; set; } = null!;

    /// <summary>All functions at all lengths.</summary>
    public static IEnumerable<object> Calls =>
        from f in Functions from rows in new[] { 4, 64, 8192 } select new Call(f.Name, f.Function, rows);

    /// <summary>Makes the plan.</summary>
    [GlobalSetup]
    public void Prepare() => call = ((Call)Function).Ready();

    /// <summary>One call.</summary>
    [Benchmark]
    public void Value() => call();

    private sealed class Call(string name, Func<Tensor, Tensor> function, int rows) : ICosted
    {
        public Cost Cost { get; private set; }

        public Action Ready()
        {
            using var tape = Tape.Start(Mode.Inference);
            var x = tape.Input(Tensor.Normal([rows, 1024], new Rng(seed: 1)));
            var y = function(x);
            Cost = new(null, Cost.Traffic(x, y));
            var plan = tape.ToPlan(y);
            plan.Run(x);
            return plan.Run;
        }

        public override string ToString() => $"{name} of {rows} x 1024";
    }
}
