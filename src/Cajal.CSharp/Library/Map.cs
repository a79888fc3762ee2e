namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = f(x), number by number.</summary>
    private static TResult[] Map<T, TResult>(T[] x, Func<T, TResult> f)
    {
        var y = new TResult[x.Length];
        for (int i = 0; i < y.Length; i++) y[i] = f(x[i]);
        return y;
    }
}
