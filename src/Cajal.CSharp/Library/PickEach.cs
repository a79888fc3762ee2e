namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y[…, i, …] = x[…, index, …]: an index for each number, along an axis of so many.</summary>
    private static T[] PickEach<T>(T[] x, long[] index, int size, int picked, int inner)
    {
        var y = new T[index.Length];
        for (int i = 0; i < y.Length; i++) y[i] = x[(i / (picked * inner) * size + (int)index[i]) * inner + i % inner];
        return y;
    }
}
