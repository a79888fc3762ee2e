namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = a where the mask holds, b elsewhere.</summary>
    private static T[] Choose<T>(bool[] mask, T[] a, T[] b)
    {
        var y = new T[mask.Length];
        for (int i = 0; i < y.Length; i++) y[i] = mask[i] ? a[i] : b[i];
        return y;
    }
}
