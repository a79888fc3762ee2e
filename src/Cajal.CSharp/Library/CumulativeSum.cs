using System.Numerics;

namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>yᵢ = x₀ + … + xᵢ along an axis of so many, or from its end.</summary>
    private static T[] CumulativeSum<T>(T[] x, int size, int inner, bool fromEnd) where T : INumber<T>
    {
        var y = (T[])x.Clone();
        for (int i = 0; i < y.Length; i++)
        {
            int at = fromEnd ? y.Length - 1 - i : i, place = at / inner % size;
            if (fromEnd ? place < size - 1 : place > 0) y[at] += y[fromEnd ? at + inner : at - inner];
        }
        return y;
    }
}
