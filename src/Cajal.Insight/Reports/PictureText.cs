using Cajal.Data;

namespace Cajal.Insight;

/// <summary>Examples as pictures, where they are pictures.</summary>
internal static class PictureText
{
    /// <summary>Whether examples of a shape can be shown: [H, W], or [C, H, W] with 1 or 3 planes.</summary>
    public static bool IsShown(Shape shape) => shape.Rank == 2 ? shape[0] > 1 && shape[1] > 1 : shape.Rank == 3 && shape[0] is 1 or 3;

    /// <summary>Numbers as a picture, black at one and white at the other.</summary>
    public static Picture Of(ReadOnlySpan<float> values, Shape shape, float black, float white)
    {
        int planes = shape.Rank == 3 ? shape[0] : 1, height = shape[-2], width = shape[-1], area = height * width;
        var pixels = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double share = ((double)values[i] - black) / ((double)white - black);
            pixels[i % area * planes + i / area] = (byte)(double.IsNaN(share) ? 0 : Math.Clamp(share * 255 + 0.5, 0, 255));
        }
        var picture = new Picture(height, width, planes, pixels);
        // A report has many of them, and they are looked at small.
        const int Most = 64;
        return Math.Max(height, width) <= Most ? picture
            : picture.Resize(Math.Max(1, height * Most / Math.Max(height, width)), Math.Max(1, width * Most / Math.Max(height, width)));
    }
}
