using System.Runtime.InteropServices;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Contracts;

/// <summary>How near two tensors must be.</summary>
internal static class Closeness
{
    /// <summary>Equal shapes, and |a − b| ≤ tolerance · max(1, |b|) everywhere; NaN equals NaN.</summary>
    public static void ShouldBeClose(Tensor actual, Plain expected, double tolerance)
    {
        actual.Shape.ToArray().ShouldBe(expected.Sizes);
        double[] numbers = actual.To(DType.Float64).ToArray<double>();
        for (int i = 0; i < numbers.Length; i++)
        {
            double a = numbers[i], b = expected.Values[i];
            if (a == b || (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b))) continue;
            Assert.Fail(FormattableString.Invariant($"element {i} of {actual.Shape} is {a:R}, expected {b:R}, off by {Math.Abs(a - b):0.#e+0}"));
        }
    }

    public static void ShouldHaveTheSameBits(Tensor actual, Tensor expected)
    {
        actual.Shape.ShouldBe(expected.Shape);
        actual.DType.ShouldBe(expected.DType);
        Bytes(actual).SequenceEqual(Bytes(expected)).ShouldBeTrue($"{actual}\nshould have the bits of\n{expected}");
    }

    private static byte[] Bytes(Tensor x) => x.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes<float>(x.ToArray<float>()).ToArray(),
        DType.Float64 => MemoryMarshal.AsBytes<double>(x.ToArray<double>()).ToArray(),
        DType.Int32 => MemoryMarshal.AsBytes<int>(x.ToArray<int>()).ToArray(),
        DType.Int64 => MemoryMarshal.AsBytes<long>(x.ToArray<long>()).ToArray(),
        _ => MemoryMarshal.AsBytes<bool>(x.ToArray<bool>()).ToArray(),
    };
}
