namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = a + b, number by number.</summary>
    private static float[] Add(float[] a, float[] b)
    {
        var y = (float[])a.Clone();
        AddScaled(b, 1, y);
        return y;
    }
}
