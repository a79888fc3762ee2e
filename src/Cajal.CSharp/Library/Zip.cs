namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = f(a, b), number by number.</summary>
    private static TResult[] Zip<T, TResult>(T[] a, T[] b, Func<T, T, TResult> f)
    {
        var y = new TResult[a.Length];
        for (int i = 0; i < y.Length; i++) y[i] = f(a[i], b[i]);
        return y;
    }
}
