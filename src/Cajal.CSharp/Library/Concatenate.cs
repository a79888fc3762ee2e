namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>Parts behind one another: each gives so many numbers at a time.</summary>
    private static T[] Concatenate<T>(int times, params (T[] Values, int Row)[] parts)
    {
        int row = 0;
        foreach (var part in parts) row += part.Row;
        var y = new T[times * row];
        for (int i = 0, at = 0; i < times; i++)
            foreach (var (values, length) in parts)
            {
                Array.Copy(values, i * length, y, at, length);
                at += length;
            }
        return y;
    }
}
