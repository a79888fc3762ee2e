using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = max(x, 0).</summary>
    private static float[] Relu(float[] x)
    {
        var y = new float[x.Length];
        var from = MemoryMarshal.Cast<float, Vector<float>>(x.AsSpan());
        var to = MemoryMarshal.Cast<float, Vector<float>>(y.AsSpan());
        for (int i = 0; i < to.Length; i++) to[i] = Vector.Max(from[i], Vector<float>.Zero);
        for (int i = to.Length * Vector<float>.Count; i < y.Length; i++) y[i] = Math.Max(x[i], 0);
        return y;
    }
}
