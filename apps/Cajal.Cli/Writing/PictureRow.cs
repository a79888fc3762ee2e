using System.Text;
using Cajal.Data;

namespace Cajal.Cli;

/// <summary>The first pictures of a data set side by side, two pixels to a character: what is brighter than the middle is drawn.</summary>
internal static class PictureRow
{
    private const int Pictures = 4, MostWidth = 32;

    /// <summary>The drawing; empty for what is not a flat picture of a size that fits a terminal.</summary>
    public static string Draw(PictureFeatures features, ClassTargets? classes)
    {
        if (features.ExampleShape.Rank != 2 || features.ExampleShape[1] > MostWidth) return "";
        int height = features.ExampleShape[0], width = features.ExampleShape[1], count = Math.Min(Pictures, features.Count);
        var pixels = new float[count][];
        for (int i = 0; i < count; i++) features.CopyTo(i, pixels[i] = new float[height * width]);
        float middle = pixels.Max(p => p.Max()) / 2;
        var text = new StringBuilder();
        for (int row = 0; row < height; row += 2)
            text.Append(string.Join("  ", pixels.Select(p => Line(p, row, height, width, middle))).TrimEnd()).Append('\n');
        if (classes is not null)
            text.AppendJoin("  ", Enumerable.Range(0, count).Select(i => NameOf(classes, i).PadRight(width))).Append('\n');
        return text.ToString();
    }

    private static string NameOf(ClassTargets classes, int example) => classes.ClassNames[classes.Labels[example]];

    // A character is two pixels high.
    private static string Line(float[] picture, int row, int height, int width, float middle) => string.Create(width, 0, (line, _) =>
    {
        for (int x = 0; x < width; x++)
        {
            bool above = picture[row * width + x] > middle, below = row + 1 < height && picture[(row + 1) * width + x] > middle;
            line[x] = (above, below) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' };
        }
    });
}
