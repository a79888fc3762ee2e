using System.Numerics;

namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>The largest or smallest number of each row, and its place in the row: the first of equal ones, or a number that is none.</summary>
    private static (T[] Values, long[] Places) Extremes<T>(T[] x, int row, bool largest) where T : INumber<T>
    {
        var values = new T[x.Length / row];
        var places = new long[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            var numbers = x.AsSpan(i * row, row);
            int best = 0;
            for (int j = 1; j < row && !T.IsNaN(numbers[best]); j++)
                if (T.IsNaN(numbers[j]) || (largest ? numbers[j] > numbers[best] : numbers[j] < numbers[best])) best = j;
            (values[i], places[i]) = (numbers[best], best);
        }
        return (values, places);
    }
}
