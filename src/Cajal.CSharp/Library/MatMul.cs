namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = a · b, [rows, inner] by [inner, columns], for each of some pairs of them; from pair to pair b moves by a step.</summary>
    private static float[] MatMul(float[] a, float[] b, int pairs, int rows, int inner, int columns, int step)
    {
        var y = new float[pairs * rows * columns];
        var places = new int[inner];
        for (int k = 0; k < inner; k++) places[k] = k * columns;
        for (int i = 0; i < pairs * rows; i++) AddRows(b, i / rows * step, places, a.AsSpan(i * inner, inner), y.AsSpan(i * columns, columns));
        return y;
    }
}
