using System.Numerics;

namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>Sums of the numbers that lie at one place of the result; places as <see cref="Places"/> gives them.</summary>
    private static T[] Sum<T>(T[] x, int count, int[] sizes, int[] steps) where T : INumber<T>
    {
        var y = new T[count];
        int[] places = Places(sizes, steps, 0);
        for (int i = 0; i < x.Length; i++) y[places[i]] += x[i];
        return y;
    }
}
