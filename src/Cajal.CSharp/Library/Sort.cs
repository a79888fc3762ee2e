using System.Numerics;

namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>Each row in order, and where each number came from; equal ones keep theirs.</summary>
    private static (T[] Values, long[] Places) Sort<T>(T[] x, int row, bool descending) where T : INumber<T>
    {
        var values = new T[x.Length];
        var places = new long[x.Length];
        for (int from = 0; from < x.Length; from += row)
        {
            var numbers = Enumerable.Range(from, row);
            int at = from;
            foreach (int i in descending ? numbers.OrderByDescending(i => x[i]) : numbers.OrderBy(i => x[i]))
            {
                values[at] = x[i];
                places[at++] = i - from;
            }
        }
        return (values, places);
    }
}
