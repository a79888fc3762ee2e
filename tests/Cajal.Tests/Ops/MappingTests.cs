using Cajal.Tests.Contracts;

namespace Cajal.Tests.Ops;

/// <summary>Borders, resampling, pixel shuffle and local response norm.</summary>
public class MappingTests
{
    internal static IEnumerable<OpSample> Samples =>
    [
        Border("Reflect", PadMode.Reflect, [2, 3, 5, 6], [2, 3, 1, 2], Mirror), Border("Replicate", PadMode.Replicate, [1, 2, 3, 4], [1, 2, 5, 1], Hold),
        Border("Circular", PadMode.Circular, [1, 2, 3, 4], [4, 2, 1, 3], (i, n) => (i + n) % n), Border("Replicate of one", PadMode.Replicate, [2, 1], [2, 2], Hold),
        new("Pad with a value", [new Entry([2, 3])], x => x[0].Pad([1, 2, 0, 1], value: 7), x => Plain.Fill([3, 6], i =>
            i[0] < 2 && i[1] is >= 1 and < 4 ? x[0][i[0], i[1] - 1] : 7)),
        Resampled("nearest, twice", [2, 2, 3, 4], [6, 8], ResampleMode.Nearest, false, 0.5), Resampled("nearest, 3 to 5", [1, 1, 3, 3], [5, 2], ResampleMode.Nearest, false),
        Resampled("nearest exact", [1, 2, 3, 5], [7, 2], ResampleMode.NearestExact, false), Resampled("linear", [2, 2, 3, 4], [6, 8], ResampleMode.Linear, false),
        Resampled("linear, corners", [2, 2, 3, 4], [5, 1], ResampleMode.Linear, true), Resampled("linear, smaller", [1, 2, 7, 9], [3, 4], ResampleMode.Linear, false),
        Resampled("cubic", [1, 2, 5, 4], [7, 9], ResampleMode.Cubic, false), Resampled("cubic, corners", [1, 2, 5, 4], [7, 3], ResampleMode.Cubic, true),
        Resampled("linear, wide", [8, 9, 10, 40], [20, 33], ResampleMode.Linear, false),
        new("Resample one axis", [new Entry([2, 3, 5])], x => x[0].Resize(8, ResampleMode.Linear),
            x => Resample(x[0], 2, 8, ResampleMode.Linear, false, 5.0 / 8)),
        new("Resample by 1.5", [new Entry([1, 2, 5, 3])], x => x[0].Upsample(1.5, ResampleMode.Linear),
            x => Resample(Resample(x[0], 2, 7, ResampleMode.Linear, false, 1 / 1.5), 3, 4, ResampleMode.Linear, false, 1 / 1.5)),
        new("PixelShuffle", [new Entry([2, 8, 2, 3])], x => x[0].PixelShuffle(2),
            x => Plain.Fill([2, 2, 4, 6], i => x[0][i[0], i[1] * 4 + i[2] % 2 * 2 + i[3] % 2, i[2] / 2, i[3] / 2])),
        new("PixelUnshuffle", [new Entry([1, 2, 4, 6])], x => x[0].PixelUnshuffle(2),
            x => Plain.Fill([1, 8, 2, 3], i => x[0][i[0], i[1] / 4, i[2] * 2 + i[1] / 2 % 2, i[3] * 2 + i[1] % 2])),
        Response("LocalResponseNorm", [2, 5, 3, 2], 3), Response("LocalResponseNorm, even", [2, 5, 3], 4), Response("LocalResponseNorm, wide", [1, 3, 2, 2], 9),
    ];

    [Fact]
    public void Shuffling_back_gives_the_same()
    {
        var x = Tensor.Normal([2, 3, 4, 6], new Rng(1));
        Closeness.ShouldHaveTheSameBits(x.PixelUnshuffle(2).PixelShuffle(2), x);
    }

    [Fact]
    public void Aligned_corners_stay()
    {
        var y = Tensor.From([1.0, 5, 2], [1, 1, 3]).Resize(7, ResampleMode.Linear, alignCorners: true).ToArray<double>();
        (y[0], y[3], y[6]).ShouldBe((1, 5, 2));
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var x = Tensor.Zeros([1, 2, 3, 4]);
        Should.Throw<ShapeException>(() => x.Pad([4, 0], PadMode.Reflect)).Message
            .ShouldBe("Pad (Reflect) expected at least 5 numbers on axis 3 for borders of 4 and 0, but received [1, 2, 3, 4].");
        Should.Throw<ShapeException>(() => x.Pad([5, 0], PadMode.Circular)).Message.ShouldContain("at least 5 numbers");
        Should.Throw<ShapeException>(() => Tensor.Zeros([0]).Pad([1, 0], PadMode.Replicate));
        Should.Throw<ArgumentException>(() => x.Pad([1])).Message.ShouldContain("received 1 sizes");
        Should.Throw<ArgumentException>(() => x.Pad([-1, 0], PadMode.Replicate)).Message.ShouldContain("Slice cuts off");
        Should.Throw<ShapeException>(() => x.PixelShuffle(2)).Message.ShouldContain("channels that 4 divides");
        Should.Throw<ShapeException>(() => x.PixelUnshuffle(2)).Message.ShouldContain("a height and width that 2 divides");
        Should.Throw<ArgumentException>(() => x.PixelShuffle(0));
        Should.Throw<ArgumentException>(() => x.Upsample(-0.5)).Message.ShouldContain("above 0; received -0.5");
        Should.Throw<ShapeException>(() => x.Upsample(0.1)).Message.ShouldContain("at least one place left");
        Should.Throw<ShapeException>(() => Tensor.Zeros([2, 3]).Upsample(2)).Message.ShouldContain("[N, C, …]");
        Should.Throw<ShapeException>(() => Tensor.Zeros([2, 3]).LocalResponseNorm(3)).Message.ShouldContain("with places");
    }

    private static int Mirror(int i, int n) => i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i;

    private static int Hold(int i, int n) => Math.Min(Math.Max(i, 0), n - 1);

    private static OpSample Border(string name, PadMode mode, int[] shape, int[] sizes, Func<int, int, int> source) =>
        new($"Pad, {name}", [new Entry(shape)], x => x[0].Pad(sizes, mode), x =>
        {
            var y = x[0];
            for (int k = 0; k < sizes.Length; k += 2)
            {
                int axis = shape.Length - 1 - k / 2, before = sizes[k], after = sizes[k + 1];
                y = Plain.Lines(y, axis, line => [.. Enumerable.Range(-before, before + line.Length + after).Select(i => line[source(i, line.Length)])]);
            }
            return y;
        });

    private static OpSample Resampled(string name, int[] shape, int[] size, ResampleMode mode, bool corners, double? scale = null) =>
        new($"Resample, {name}", [new Entry(shape)], x => scale is null ? x[0].Resize(size, mode, corners) : x[0].Upsample(1 / scale.Value, mode, corners),
            x => Resample(Resample(x[0], 2, size[0], mode, corners, scale ?? (double)shape[2] / size[0]), 3, size[1], mode, corners, scale ?? (double)shape[3] / size[1]));

    private static Plain Resample(Plain x, int axis, int size, ResampleMode mode, bool corners, double ratio) => Plain.Lines(x, axis, line =>
    {
        double At(int i) => line[Math.Clamp(i, 0, line.Length - 1)];
        return [.. Enumerable.Range(0, size).Select(o =>
        {
            double at = corners ? (size == 1 ? 0 : o * (line.Length - 1.0) / (size - 1)) : (o + 0.5) * ratio - 0.5;
            if (mode == ResampleMode.Nearest) return At((int)Math.Floor(o * ratio));
            if (mode == ResampleMode.NearestExact) return At((int)Math.Floor((o + 0.5) * ratio));
            if (mode == ResampleMode.Linear) at = Math.Max(0, at);
            int i = (int)Math.Floor(at);
            double t = at - i;
            if (mode == ResampleMode.Linear) return At(i) * (1 - t) + At(i + 1) * t;
            return Enumerable.Range(-1, 4).Sum(k => At(i + k) * Keys(Math.Abs(t - k)));
        })];
    });

    // Keys' cubic with a = −3/4.
    private static double Keys(double d) => d <= 1 ? 1.25 * d * d * d - 2.25 * d * d + 1 : d < 2 ? -0.75 * (d * d * d - 5 * d * d + 8 * d - 4) : 0;

    private static OpSample Response(string name, int[] shape, int size) =>
        new(name, [new Entry(shape)], x => x[0].LocalResponseNorm(size, 0.5, 0.75, 2), x => Plain.Fill(shape, i =>
        {
            double sum = Enumerable.Range(i[1] - size / 2, size).Where(c => c >= 0 && c < shape[1]).Sum(c => Math.Pow(x[0][[i[0], c, .. i[2..]]], 2));
            return x[0][i] / Math.Pow(2 + 0.5 * sum / size, 0.75);
        }));
}
