using System.Numerics;

namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>1 at the place each number names, 0 elsewhere: […] → […, classes].</summary>
    private static T[] OneHot<T>(long[] x, int classes) where T : INumber<T>
    {
        var y = new T[x.Length * classes];
        for (int i = 0; i < x.Length; i++)
            if ((ulong)x[i] < (ulong)classes) y[i * classes + (int)x[i]] = T.One;
        return y;
    }
}
