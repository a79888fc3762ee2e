using Cajal.Benchmarks.Ceilings;
using Cajal.Benchmarks.Command;
using Cajal.Benchmarks.Measuring;

namespace Cajal.Benchmarks.Convolutions;

/// <summary>Times convolutions forward and backward: GFLOP/s of the value, of the gradient for the input and of that for the weights.</summary>
internal static class ConvolutionsVerb
{
    public static readonly Verb Verb = new("conv", "GFLOP/s of convolutions, forward and backward, and what that is of the ceiling",
        ["only NAMES", "threads N", "blocks N", "block-s SECONDS"], Run);

    private static readonly Layer[] Layers =
    [
        new("L1-lenet", 64, 1, 6, 28, 5, 1, 2), new("L2-lenet", 64, 6, 16, 14, 5, 1, 0),
        new("R1-resnet", 32, 3, 16, 32, 3, 1, 1), new("R2-resnet", 32, 16, 16, 32, 3, 1, 1), new("R3-resnet", 32, 16, 32, 32, 3, 2, 1),
        new("R4-resnet", 32, 16, 32, 32, 1, 2, 0), new("R5-resnet", 32, 32, 32, 16, 3, 1, 1), new("R6-resnet", 32, 64, 64, 8, 3, 1, 1),
        new("D1-depthwise", 32, 32, 32, 28, 3, 1, 1) { Groups = 32 }, new("P1-pointwise", 32, 32, 64, 28, 1, 1, 0),
        new("O1-lenet", 1, 1, 6, 28, 5, 1, 2), new("O2-lenet", 1, 6, 16, 14, 5, 1, 0), new("O3-resnet", 1, 16, 16, 32, 3, 1, 1),
        new("O4-resnet", 1, 32, 32, 16, 3, 1, 1), new("O5-resnet", 1, 64, 64, 8, 3, 1, 1), new("O6-resnet", 1, 16, 32, 32, 3, 2, 1),
    ];

    private static int Run(Arguments arguments, TextWriter output)
    {
        int threads = arguments.Whole("threads", 1);
        CpuThreads.Count = threads;
        string[] only = arguments.List("only");
        var timing = new Timing(arguments.Whole("blocks", 5), arguments.Number("block-s", 0.03), 0.1);
        double ceiling = CeilingVerb.GigaFlops(threads, timing);
        output.WriteLine(FormattableString.Invariant($"{"",-14} {"value",18} {"input gradient",18} {"weight gradient",18}   (ceiling {ceiling:0} GFLOP/s)"));
        foreach (var layer in Layers.Where(l => Selection.Wants(only, l.Name)))
        {
            var cells = layer.Steps().Select(step => Cell(layer.FlopsOf, timing.Measure(step).Min(), ceiling));
            output.WriteLine($"{layer.Name,-14} {string.Join(' ', cells)}");
            output.Flush();
        }
        return 0;
    }

    private static string Cell(double flops, double seconds, double ceiling) =>
        FormattableString.Invariant($"{seconds * 1e6,8:0.0} us {100 * flops / seconds / 1e9 / ceiling,4:0} %");

    /// <summary>A convolution of square pictures.</summary>
    private sealed record Layer(string Name, int Images, int In, int Out, int Size, int Kernel, int Stride, int Padding)
    {
        public int Groups { get; init; } = 1;

        private int Result => (Size + 2 * Padding - Kernel) / Stride + 1;

        public double FlopsOf => 2.0 * Images * Out * Result * Result * (In / Groups) * Kernel * Kernel;

        /// <summary>The three operations as plans.</summary>
        public IEnumerable<Action<int>> Steps()
        {
            var rng = new Rng(1);
            var window = new ConvolutionWindow(new(1, Stride, Stride), new(0, Padding, Padding), new(0, Padding, Padding), Extent3.One, Groups);
            Tensor x = Tensor.Normal([Images, In, Size, Size], rng), w = Tensor.Normal([Out, In / Groups, Kernel, Kernel], rng);
            Tensor b = Tensor.Normal([Out], rng), dy = Tensor.Normal([Images, Out, Result, Result], rng);
            yield return Planned(t => Op.Apply(new Convolution(window), t[0], t[1], t[2]), x, w, b);
            yield return Planned(t => Op.Apply(new TransposedConvolution(window, new(1, Size, Size)), t[0], t[1]), dy, w);
            yield return Planned(t => Op.ApplyAll(new ConvolutionWeights(window, new(1, Kernel, Kernel), Bias: true), t[0], t[1])[0], x, dy);
        }

        private static Action<int> Planned(Func<Tensor[], Tensor> call, params Tensor[] inputs)
        {
            Plan plan;
            using (var tape = Tape.Start(Mode.Inference)) plan = tape.ToPlan(call([.. inputs.Select(tape.Input)]));
            plan.Run(inputs);
            return runs =>
            {
                for (int i = 0; i < runs; i++) plan.Run();
            };
        }
    }
}
