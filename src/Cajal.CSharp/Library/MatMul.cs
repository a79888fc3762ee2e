namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = a · b, [rows, inner] by [inner, columns], for each of some pairs of them; every second one steps as said.</summary>
    private static float[] MatMul(float[] a, float[] b, int pairs, int rows, int inner, int columns, int step)
    {
        var y = new float[pairs * rows * columns];
        for (int pair = 0; pair < pairs; pair++)
            for (int i = 0; i < rows; i++)
            {
                var row = y.AsSpan((pair * rows + i) * columns, columns);
                for (int k = 0; k < inner; k++) AddScaled(b.AsSpan(pair * step + k * columns, columns), a[(pair * rows + i) * inner + k], row);
            }
        return y;
    }
}
