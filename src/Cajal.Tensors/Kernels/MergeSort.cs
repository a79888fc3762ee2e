using System.Buffers;
using System.Numerics;

namespace Cajal;

/// <summary>A stable sort of numbers that takes their positions along: runs of doubling length are merged. Memory is borrowed.</summary>
internal static class MergeSort
{
    public static void Sort<T>(Span<T> values, Span<long> positions, bool descending) where T : unmanaged, INumber<T>
    {
        int length = values.Length;
        T[] otherValues = ArrayPool<T>.Shared.Rent(length);
        long[] otherPositions = ArrayPool<long>.Shared.Rent(length);
        for (int run = 1; run < length; run *= 2)
        {
            for (int start = 0; start < length; start += 2 * run)
            {
                int middle = Math.Min(start + run, length), end = Math.Min(start + 2 * run, length);
                for (int a = start, b = middle, next = start; next < end; next++)
                {
                    bool left = b == end || (a < middle && !Precedes(values[b], values[a], descending));
                    int from = left ? a++ : b++;
                    (otherValues[next], otherPositions[next]) = (values[from], positions[from]);
                }
            }
            otherValues.AsSpan(0, length).CopyTo(values);
            otherPositions.AsSpan(0, length).CopyTo(positions);
        }
        ArrayPool<T>.Shared.Return(otherValues);
        ArrayPool<long>.Shared.Return(otherPositions);
    }

    // NaN is larger than every number and equal to itself.
    private static bool Precedes<T>(T a, T b, bool descending) where T : INumber<T>
    {
        if (T.IsNaN(a) || T.IsNaN(b)) return descending ? T.IsNaN(a) && !T.IsNaN(b) : T.IsNaN(b) && !T.IsNaN(a);
        return descending ? a > b : a < b;
    }
}
