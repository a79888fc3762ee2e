namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>Rows by number along an axis of so many: [outer, size, inner] → [outer, index, inner].</summary>
    private static T[] Pick<T>(T[] x, long[] index, int size, int inner)
    {
        int outer = x.Length / (size * inner);
        var y = new T[outer * index.Length * inner];
        for (int o = 0; o < outer; o++)
            for (int i = 0; i < index.Length; i++)
            {
                if ((ulong)index[i] >= (ulong)size) throw new ArgumentException($"Numbers from 0 to {size - 1} were expected; received {index[i]}.");
                Array.Copy(x, (o * size + (int)index[i]) * inner, y, (o * index.Length + i) * inner, inner);
            }
        return y;
    }
}
