using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y += w · x.</summary>
    private static void AddScaled(ReadOnlySpan<float> x, float w, Span<float> y)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(x);
        var to = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (int i = 0; i < to.Length && i < from.Length; i++) to[i] += from[i] * w;
        for (int i = to.Length * Vector<float>.Count; i < y.Length; i++) y[i] += x[i] * w;
    }
}
