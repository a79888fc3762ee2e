using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y += Σ wⱼ · (the numbers of x from placeⱼ on), four of them at a time.</summary>
    private static void AddRows(float[] x, int at, ReadOnlySpan<int> places, ReadOnlySpan<float> w, Span<float> y)
    {
        int j = 0, length = y.Length, whole = length - length % Vector<float>.Count;
        for (; j + 4 <= places.Length; j += 4)
        {
            ReadOnlySpan<float> a = x.AsSpan(at + places[j], length), b = x.AsSpan(at + places[j + 1], length), c = x.AsSpan(at + places[j + 2], length), d = x.AsSpan(at + places[j + 3], length);
            Vector<float> va = new(w[j]), vb = new(w[j + 1]), vc = new(w[j + 2]), vd = new(w[j + 3]);
            ref float pa = ref MemoryMarshal.GetReference(a), pb = ref MemoryMarshal.GetReference(b), pc = ref MemoryMarshal.GetReference(c), pd = ref MemoryMarshal.GetReference(d), py = ref MemoryMarshal.GetReference(y);
            for (int i = 0; i < whole; i += Vector<float>.Count)
            {
                var sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref pa, (nuint)i), va, Vector.LoadUnsafe(ref py, (nuint)i));
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref pb, (nuint)i), vb, sum);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref pc, (nuint)i), vc, sum);
                Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref pd, (nuint)i), vd, sum).StoreUnsafe(ref py, (nuint)i);
            }
            for (int i = whole; i < length; i++) y[i] += a[i] * w[j] + b[i] * w[j + 1] + c[i] * w[j + 2] + d[i] * w[j + 3];
        }
        for (; j < places.Length; j++) AddScaled(x.AsSpan(at + places[j], length), w[j], y);
    }
}
