using Cajal.Tests.Contracts;

namespace Cajal.Tests.Ops;

public class PoolingTests
{
    internal static IEnumerable<OpSample> Samples =>
    [
        Largest("pairs", [2, 3, 6, 8], 2, 2), Largest("pairs of odd sizes", [1, 2, 5, 7], 2, 2), Largest("pairs, wide", [2, 1, 4, 70], 2, 2),
        Largest("overlapping", [2, 2, 6, 8], 3, 2, 1), Largest("every place", [1, 2, 5, 40], 3, 1, 1), Largest("every second place", [1, 2, 5, 41], 3, 2, 1),
        Largest("dilated", [1, 2, 7, 9], 2, 1, 1, 2), Largest("ceil mode", [1, 2, 6, 8], 3, 2, 0, 1, true), Largest("stride above kernel", [1, 1, 7, 9], 1, 3),
        Largest("one place", [2, 2, 1, 1], 1, 1), Largest("no examples", [0, 2, 4, 4], 2, 2), Largest("many planes", [40, 12, 10, 10], 2, 2),
        Mean("pairs", [2, 3, 6, 8], 2, 2), Mean("pairs of odd sizes", [1, 2, 5, 7], 2, 2), Mean("pairs, wide", [2, 1, 4, 70], 2, 2),
        Mean("overlapping", [2, 2, 6, 8], 3, 2, 1), Mean("every place", [1, 2, 5, 40], 3, 1, 1), Mean("every second place", [1, 2, 5, 41], 3, 2, 1),
        Mean("without padding", [2, 2, 6, 8], 3, 2, 1, count: false), Mean("ceil mode", [1, 2, 6, 8], 3, 2, 1, ceil: true),
        Mean("divided by 5", [1, 2, 6, 8], 2, 2, divisor: 5), Mean("no examples", [0, 2, 4, 4], 2, 2),
        new("MaxPool1d", [new Entry([2, 3, 9]) { Apart = true }], x => x[0].MaxPool1d(3, 2, 1), x => Largest(Lift(x[0], 2), [1, 1, 3], [1, 1, 2], [0, 0, 1]).Down(2)),
        new("MaxPool3d", [new Entry([1, 2, 4, 5, 6]) { Apart = true }], x => x[0].MaxPool3d([2, 3, 2], [2, 1, 2], [1, 1, 0]),
            x => Largest(x[0], [2, 3, 2], [2, 1, 2], [1, 1, 0])),
        new("AveragePool1d", [new Entry([2, 3, 9])], x => x[0].AveragePool1d(3, 2, 1), x => Mean(Lift(x[0], 2), [1, 1, 3], [1, 1, 2], [0, 0, 1]).Down(2)),
        new("AveragePool3d", [new Entry([1, 2, 4, 5, 6])], x => x[0].AveragePool3d([2, 3, 2], [2, 1, 2], [1, 1, 0]),
            x => Mean(x[0], [2, 3, 2], [2, 1, 2], [1, 1, 0])),
        new("ArgMaxPool2d", [new Entry([2, 2, 6, 8]) { Apart = true }], x => x[0].ArgMaxPool2d(3, 2, 1),
            x => Windows(Lift(x[0], 1), [1, 3, 3], [1, 2, 2], [0, 1, 1], false, w => w.MaxBy(p => p.Value).Place).Down(1)) { HasDerivative = false },
        Adaptive("AdaptiveAveragePool2d", [2, 2, 7, 6], [5, 4], (x, o) => x.AdaptiveAveragePool2d(o), w => w.Average()),
        Adaptive("AdaptiveAveragePool2d of all", [2, 2, 7, 6], [1, 1], (x, o) => x.AdaptiveAveragePool2d(o), w => w.Average()),
        Adaptive("AdaptiveAveragePool2d, more windows than numbers", [1, 2, 2, 3], [5, 4], (x, o) => x.AdaptiveAveragePool2d(o), w => w.Average()),
        Adaptive("AdaptiveMaxPool2d", [2, 2, 7, 6], [3, 4], (x, o) => x.AdaptiveMaxPool2d(o), w => w.Max()),
    ];

    [Fact]
    public void Pairs_of_every_size_are_those_of_a_plain_loop_with_ties_and_NaN()
    {
        var rng = new Rng(3);
        foreach (int height in new[] { 2, 3, 4, 5, 6, 7 })
            for (int width = 2; width < 70; width++)
            {
                var x = new Parameter(Tensor.From([.. Enumerable.Range(0, 2 * height * width).Select(_ => rng.NextInt(9) is var n && n == 8 ? double.NaN : n % 4)],
                    [1, 2, height, width]).To(DType.Float32));
                var upstream = Tensor.Normal([1, 2, height / 2, width / 2], rng);
                using var tape = Tape.Start();
                var y = x.MaxPool2d(2);
                Closeness.ShouldBeClose(y, Windows(Lift(Plain.Of(x), 1), [1, 2, 2], [1, 2, 2], [0, 0, 0], false, w => First(w).Value).Down(1), 0);
                Plain expected = new([1, 2, height, width], new double[x.Count]), places =
                    Windows(Lift(Plain.Of(x), 1), [1, 2, 2], [1, 2, 2], [0, 0, 0], false, w => First(w).Place).Down(1);
                foreach (int[] i in Plain.Indices(places.Sizes)) expected[0, i[1], (int)places[i] / width, (int)places[i] % width] = upstream[i];
                Closeness.ShouldBeClose(tape.Gradients(y, upstream)[x], expected, 0);
                Closeness.ShouldBeClose(x.ArgMaxPool2d(2), places, 0);
            }
    }

    [Fact]
    public void Planes_without_examples_and_without_a_batch()
    {
        var x = Tensor.Normal([3, 6, 6], new Rng(1));
        Closeness.ShouldHaveTheSameBits(x.MaxPool2d(2), x.Unsqueeze(0).MaxPool2d(2).Squeeze(0));
        Tensor.Zeros([0, 3, 6, 6]).AdaptiveAveragePool2d(1).Shape.ShouldBe([0, 3, 1, 1]);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var x = Tensor.Zeros([1, 2, 3, 4]);
        Should.Throw<ShapeException>(() => x.MaxPool2d(4)).Message.ShouldBe("MaxPool2d expected axes of at least 4 numbers for windows of 4, but received [1, 2, 3, 4].");
        Should.Throw<ShapeException>(() => x.MaxPool1d(2)).Message.ShouldBe("MaxPool1d expected [N, C, L] or [C, L], but received [1, 2, 3, 4].");
        Should.Throw<ArgumentException>(() => x.MaxPool2d(2, padding: 2)).Message.ShouldStartWith("The padding is at most half the kernel size 2; received 2.");
        Should.Throw<ArgumentException>(() => x.MaxPool2d([1, 2, 3])).Message.ShouldStartWith("The kernelSize is one number, or 2 of them; received [1, 2, 3].");
        Should.Throw<ArgumentException>(() => x.MaxPool2d(2, 0)).Message.ShouldStartWith("The stride is at least 1; received 0.");
        Should.Throw<ShapeException>(() => Tensor.Zeros([1, 1, 2, 2]).MaxPool2d(2, 1, 1, 3)).Message.ShouldContain("a dilation of 3 steps over them");
        Should.Throw<ShapeException>(() => Tensor.Zeros([1, 1, 0, 2]).AdaptiveAveragePool2d(1)).Message.ShouldContain("at least one number");
        Should.Throw<ArgumentException>(() => x.AveragePool2d(2, divisorOverride: 0)).Message.ShouldStartWith("The divisor is at least 1");
    }

    private static (double Value, int Place) First((double Value, int Place)[] window) =>
        window.FirstOrDefault(p => double.IsNaN(p.Value), window.First(p => double.IsNaN(p.Value) || p.Value == window.Max(q => q.Value)));

    private static OpSample Largest(string what, int[] shape, int kernel, int stride, int padding = 0, int dilation = 1, bool ceil = false) =>
        new($"MaxPool2d, {what}", [new Entry(shape) { Apart = true }], x => x[0].MaxPool2d(kernel, stride, padding, dilation, ceil),
            x => Largest(Lift(x[0], 1), [1, kernel, kernel], [1, stride, stride], [0, padding, padding], ceil, dilation).Down(1));

    private static OpSample Mean(string what, int[] shape, int kernel, int stride, int padding = 0, bool ceil = false, bool count = true, int? divisor = null) =>
        new($"AveragePool2d, {what}", [new Entry(shape)], x => x[0].AveragePool2d(kernel, stride, padding, ceil, count, divisor),
            x => Mean(Lift(x[0], 1), [1, kernel, kernel], [1, stride, stride], [0, padding, padding], ceil, count, divisor).Down(1));

    private static OpSample Adaptive(string name, int[] shape, int[] output, Func<Tensor, PerAxis, Tensor> call, Func<IEnumerable<double>, double> f) =>
        new(name, [new Entry(shape) { Apart = true }], x => call(x[0], output), x => Plain.Fill([shape[0], shape[1], .. output], i => f(
            from h in Share(i[2], shape[2], output[0]) from w in Share(i[3], shape[3], output[1]) select x[0][i[0], i[1], h, w])));

    private static IEnumerable<int> Share(int window, int size, int windows)
    {
        int first = (int)Math.Floor(window * (double)size / windows), end = (int)Math.Ceiling((window + 1) * (double)size / windows);
        return Enumerable.Range(first, end - first);
    }

    private static Plain Largest(Plain x, int[] kernel, int[] stride, int[] padding, bool ceil = false, int dilation = 1) =>
        Windows(x, kernel, stride, padding, ceil, w => w.Max(p => p.Value), dilation);

    private static Plain Mean(Plain x, int[] kernel, int[] stride, int[] padding, bool ceil = false, bool count = true, int? divisor = null) =>
        Windows(x, kernel, stride, padding, ceil, w => w.Sum(p => p.Value) / (divisor ?? w.Length), counted: count && divisor is null);

    // f of the numbers of each window with their places; padding that counts is there as zeros, but not what lies behind it.
    private static Plain Windows(Plain x, int[] kernel, int[] stride, int[] padding, bool ceil, Func<(double Value, int Place)[], double> f,
        int dilation = 1, bool counted = false)
    {
        int[] size = x.Sizes[2..], windows = [.. Enumerable.Range(0, 3).Select(a =>
        {
            double steps = (size[a] + 2 * padding[a] - dilation * (kernel[a] - 1) - 1) / (double)stride[a];
            int count = (int)(ceil ? Math.Ceiling(steps) : Math.Floor(steps)) + 1;
            return ceil && (count - 1) * stride[a] >= size[a] + padding[a] ? count - 1 : count;
        })];
        return Plain.Fill([x.Sizes[0], x.Sizes[1], .. windows], i => f([
            .. from k in Plain.Indices(kernel)
            let p = k.Select((v, a) => i[a + 2] * stride[a] - padding[a] + v * dilation).ToArray()
            let isInside = p.Zip(size).All(z => z.First >= 0 && z.First < z.Second)
            where isInside || (counted && p.Zip(size).Zip(padding).All(z => z.First.First < z.First.Second + z.Second))
            select isInside ? (x[[i[0], i[1], .. p]], (p[0] * size[1] + p[1]) * size[2] + p[2]) : (0, -1)]));
    }

    private static Plain Lift(Plain x, int axes) => new([x.Sizes[0], x.Sizes[1], .. Enumerable.Repeat(1, axes), .. x.Sizes[2..]], x.Values);
}

internal static class PlainPlanes
{
    /// <summary>Without the axes of size 1 that were put in behind the channels.</summary>
    public static Plain Down(this Plain x, int axes) => new([x.Sizes[0], x.Sizes[1], .. x.Sizes[(2 + axes)..]], x.Values);
}
