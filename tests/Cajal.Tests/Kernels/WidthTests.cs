using Cajal.Tests.Contracts;
using Cajal.Tests.Networks;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Kernels;

/// <summary>Every elementwise loop (functions, derivatives, pairs, softmax, optimizers) gives the same bits in lanes of 512, 256 and 128 bits and of one
/// number.</summary>
[Collection("alone")]
public class WidthTests
{
    private static readonly int[] Widths = [256, 128, 0];

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Every_sample_has_the_same_bits_at_every_width(DType dtype)
    {
        foreach (var sample in OpSamples.All)
        {
            var x = sample.Draw(dtype);
            var expected = At(512, () => Everything(sample, x));
            foreach (int bits in Widths)
            {
                var found = At(bits, () => Everything(sample, x));
                for (int i = 0; i < found.Length; i++) Closeness.ShouldHaveTheSameBits(found[i], expected[i]);
            }
        }
    }

    [Fact]
    public void Every_optimizer_has_the_same_bits_at_every_width()
    {
        foreach (var sample in OptimizerSample.All)
        {
            var expected = At(512, () => Trained(sample));
            foreach (int bits in Widths) At(bits, () => Trained(sample)).ShouldBe(expected, $"{sample}, {bits} bits");
        }
    }

    [Fact]
    public void The_width_is_really_forced()
    {
        var widths = new HashSet<int>();
        foreach (int bits in new[] { 512, 256, 128, 0 })
            At(bits, () =>
            {
                var loop = new Noting(widths);
                Elementwise.Range<Noting, float>(ref loop, 0, 64);
                return 0;
            });
        widths.ShouldContain(1);
        widths.Count.ShouldBeGreaterThan(System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 2 : 1);
    }

    private static T At<T>(int bits, Func<T> work)
    {
        try
        {
            Elementwise.WidestBits = bits;
            return work();
        }
        finally
        {
            Elementwise.WidestBits = 512;
        }
    }

    private static string Trained(OptimizerSample sample)
    {
        var twin = new TrainedTwin(sample.Make);
        for (int i = 0; i < 4; i++) twin.StepEagerly(i);
        return twin.Everything();
    }

    private static Tensor[] Everything(OpSample sample, Tensor[] x)
    {
        using var tape = Tape.Start();
        foreach (var t in x) if (t.DType.IsFloat()) tape.Watch(t);
        var y = sample.Call(x);
        var results = new List<Tensor> { y };
        if (sample.HasDerivative)
        {
            var gradients = tape.Gradients(y, Tensor.Ones(y.Shape, y.DType));
            results.AddRange(x.Where(t => t.DType.IsFloat()).Select(t => gradients[t]));
        }
        return [.. results.Select(t => t.Keep())];
    }

    private readonly struct Noting(HashSet<int> widths) : IElementLoop
    {
        public void Run<L>(int from, int to) where L : struct, ILane<L> => widths.Add(L.Width);
    }
}
