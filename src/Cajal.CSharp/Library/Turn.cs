namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>Rotary positions: pairs (a, b) of numbers i and i + n/2 become (a·cos − b·sin, b·cos + a·sin), angles from row first + t of a table.</summary>
    private static float[] Turn(float[] x, float[] table, int steps, int heads, int turned, int n, long first, bool back)
    {
        var y = (float[])x.Clone();
        for (int row = 0; row < x.Length / n; row++)
        {
            if (row % heads >= turned) continue;
            int angles = (int)(first + row / heads % steps) * n, half = n / 2;
            for (int i = 0; i < half; i++)
            {
                float a = x[row * n + i], b = x[row * n + half + i], cos = table[angles + i], sin = back ? -table[angles + half + i] : table[angles + half + i];
                (y[row * n + i], y[row * n + half + i]) = (a * cos - b * sin, b * cos + a * sin);
            }
        }
        return y;
    }
}
