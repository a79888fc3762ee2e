using System.Globalization;
using Cajal.Data;

namespace Cajal.Studio;

/// <summary>The house's hand-drawn digits, made small: 28×28 pixels become 8×8, each the mean ink of the 3.5×3.5 pixels it covers, from 0 to 1.</summary>
internal static class SmallDigits
{
    private const int Side = 8, Large = 28, Usual = 600;

    /// <summary>The set of the first 2 to 10 digits: values [points, 64].</summary>
    /// <exception cref="ArgumentException">Another number of digits.</exception>
    public static RawSet Load(PlaygroundState state)
    {
        int classes = state.Classes is >= 2 and <= 10 ? state.Classes : throw new ArgumentException($"'digits-8x8' has 2 to 10 classes, the digits from 0 on; received {state.Classes}.");
        // Every tenth picture shows the same digit.
        int wanted = state.Count == 0 ? Usual : Math.Max(10, state.Count), drawn = (wanted + classes - 1) / classes * 10;
        var set = Datasets.Load("digits", new DatasetOptions { Seed = (ulong)state.DataSeed, Count = Math.Max(60, drawn) });
        var pictures = (BytePictures)set.Features;
        var labels = ((ClassTargets)set.Targets!).Labels.ToArray();
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] < classes).Take(wanted)];
        var values = new double[rows.Length, Side * Side];
        for (int i = 0; i < rows.Length; i++)
        {
            var picture = pictures.Pixels.Slice(rows[i] * Large * Large, Large * Large);
            for (int p = 0; p < Side * Side; p++) values[i, p] = MeanInk(picture, p / Side, p % Side);
        }
        return new RawSet(values, [.. rows.Select(r => (double)labels[r])], classes)
        {
            IsTable = true,
            Columns = [.. Enumerable.Range(0, Side * Side).Select(p => new SetColumn(Number(p + 1), $"r{Number(p / Side + 1)}c{Number(p % Side + 1)}"))],
            Notes = ["A column is a pixel by its row and column, from r1c1 to r8c8: 0 is paper, 1 is ink."],
            ClassNames = [.. Enumerable.Range(0, classes).Select(Number)],
        };
    }

    // Pixels at the border of a cell count by the part of them that lies inside.
    private static double MeanInk(ReadOnlySpan<byte> picture, int row, int column)
    {
        const double step = (double)Large / Side;
        double ink = 0;
        for (int y = (int)(row * step); y < (row + 1) * step; y++)
            for (int x = (int)(column * step); x < (column + 1) * step; x++)
                ink += picture[y * Large + x] * Share(y, row) * Share(x, column);
        return ink / (255 * step * step);

        static double Share(int pixel, int cell) => Math.Min(pixel + 1, (cell + 1) * step) - Math.Max(pixel, cell * step);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
