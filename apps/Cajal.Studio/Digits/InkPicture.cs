namespace Cajal.Studio;

/// <summary>A drawing made as the digits of the set are: its ink cut out, scaled to their size and put in the middle.</summary>
internal static class InkPicture
{
    /// <summary>Pixels of a side of the drawing that comes in.</summary>
    public const int DrawnSide = 56;

    /// <summary>Pixels of a side of the picture that a network sees.</summary>
    public const int Side = 28;

    // On 1,000 digits of the set the longer side of the ink is 22.9 pixels on average, and its centre lies in the middle, two pixels to and fro.
    private const double Size = 22.9, Middle = 14;
    private const int LeastInk = 60;

    /// <summary>Makes it; null when there is no ink.</summary>
    /// <param name="ink">side × side bytes.</param>
    /// <param name="side">Pixels of a side.</param>
    /// <returns>28 × 28 bytes.</returns>
    public static byte[]? Prepare(ReadOnlySpan<byte> ink, int side)
    {
        int left = side, right = -1, top = side, bottom = -1;
        for (int p = 0; p < ink.Length; p++)
        {
            if (ink[p] < LeastInk) continue;
            (int row, int column) = (p / side, p % side);
            (left, right, top, bottom) = (Math.Min(left, column), Math.Max(right, column), Math.Min(top, row), Math.Max(bottom, row));
        }
        if (right < 0) return null;
        // Pixels of the drawing for a pixel of the picture. A dot is not blown up without end.
        double step = Math.Max(Math.Max(right - left, bottom - top) + 1, side / 6.0) / Size;
        return Sampled(ink, side, step, (left + right + 1) / 2.0, (top + bottom + 1) / 2.0);
    }

    // Each pixel is the mean of 4 × 4 places of the drawing that it covers, with the place (x, y) in the middle.
    private static byte[] Sampled(ReadOnlySpan<byte> ink, int side, double step, double x, double y)
    {
        const int fine = 4;
        var picture = new byte[Side * Side];
        for (int p = 0; p < picture.Length; p++)
        {
            double sum = 0;
            for (int s = 0; s < fine * fine; s++)
                sum += At(ink, side, x + (p % Side + (s % fine + 0.5) / fine - Middle) * step, y + (p / Side + (s / fine + 0.5) / fine - Middle) * step);
            picture[p] = (byte)Math.Round(sum / (fine * fine));
        }
        return picture;
    }

    // Between the four pixels around it by their distances; no ink outside.
    private static double At(ReadOnlySpan<byte> ink, int side, double x, double y)
    {
        int u = (int)Math.Floor(x - 0.5), v = (int)Math.Floor(y - 0.5);
        double a = x - 0.5 - u, b = y - 0.5 - v;
        return (1 - b) * ((1 - a) * Pixel(ink, side, u, v) + a * Pixel(ink, side, u + 1, v)) + b * ((1 - a) * Pixel(ink, side, u, v + 1) + a * Pixel(ink, side, u + 1, v + 1));
    }

    private static double Pixel(ReadOnlySpan<byte> ink, int side, int u, int v) => u >= 0 && v >= 0 && u < side && v < side && ink[v * side + u] is >= LeastInk / 2 and var grey ? grey : 0;
}
