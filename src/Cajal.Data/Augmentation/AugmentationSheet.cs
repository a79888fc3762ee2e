namespace Cajal.Data;

/// <summary>A drawing of what an augmentation does: each row an example, first as it is, then changed as in the epochs 0, 1, 2,
/// ….</summary>
public static class AugmentationSheet
{
    private const int Gap = 2, MostColumns = 64, MostRows = 256;

    /// <summary>Draws a sheet of the first examples of a set of pictures, of each class in turn.</summary>
    /// <param name="data">Pictures, [H, W] or [C, H, W] with 1 or 3 planes.</param>
    /// <param name="augmentation">What is done to them; null draws them as they are, different ones in each column.</param>
    /// <param name="seed">Decides how.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="columns">Pictures in a row, the unchanged one first.</param>
    /// <exception cref="ArgumentException">The examples are no pictures, or there are no rows or columns.</exception>
    public static Picture Draw(Dataset data, Augmentation? augmentation, ulong seed = 42, int rows = 10, int columns = 10)
    {
        if (data.Features is not PictureFeatures pictures || !IsShown(data.ExampleShape))
            throw new ArgumentException($"A sheet shows pictures; the examples of '{data.Name}' have shape {data.ExampleShape}.",
                nameof(data));
        if (rows is < 1 or > MostRows || columns is < 1 or > MostColumns)
            throw new ArgumentException($"A sheet has 1 to {MostRows} rows and 1 to {MostColumns} columns; received {rows} and {columns}.");
        int[] order = ByTurns(data), all = [.. Enumerable.Range(0, data.Count)];
        var scaling = PictureScaling.Fit(pictures, all);
        var grid = PictureGrid.Of(data.ExampleShape);
        rows = Math.Min(rows, data.Count);
        int high = grid.Height + Gap, wide = grid.Width + Gap, height = rows * high + Gap, width = columns * wide + Gap;
        var sheet = new byte[height * width * grid.Planes];
        Array.Fill(sheet, (byte)255);
        var shown = new float[data.ExampleShape.Count];
        var (low, most) = RangeOf(pictures, all);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                int example = order[augmentation is null ? (row * columns + column) % order.Length : row];
                pictures.CopyScaled(example, shown, (float)scaling.Shift, (float)scaling.Scale);
                if (augmentation is not null && column > 0) Change(pictures, scaling, shown, example, Augmentation.Numbers(seed,
                    column - 1), augmentation);
                for (int i = 0; i < shown.Length; i++)
                {
                    int plane = i / (grid.Height * grid.Width), y = i / grid.Width % grid.Height, x = i % grid.Width;
                    double value = (shown[i] * scaling.Scale + scaling.Shift - low) / (most - low) * 255;
                    sheet[((row * high + Gap + y) * width + column * wide + Gap + x) * grid.Planes + plane] = (byte)Math.Clamp(value
                        + 0.5, 0, 255);
                }
            }
        return new Picture(height, width, grid.Planes, sheet);
    }

    private static void Change(PictureFeatures pictures, PictureScaling scaling, float[] shown, int example, Rng numbers,
        Augmentation augmentation)
    {
        augmentation.Apply(shown, pictures.ExampleShape, numbers, 2L * example);
        if (!augmentation.Mixes) return;
        var (other, share) = augmentation.Mix(numbers, example, pictures.Count);
        var partner = new float[shown.Length];
        pictures.CopyScaled(other, partner, (float)scaling.Shift, (float)scaling.Scale);
        augmentation.Apply(partner, pictures.ExampleShape, numbers, 2L * example + 1);
        for (int i = 0; i < shown.Length; i++) shown[i] = share * shown[i] + (1 - share) * partner[i];
    }

    private static bool IsShown(Shape shape) => shape.Rank == 2 || (shape.Rank == 3 && shape[0] is 1 or 3);

    // 0 to 255 for bytes; what there is for other numbers.
    private static (double Low, double Most) RangeOf(PictureFeatures pictures, int[] rows)
    {
        if (pictures is BytePictures) return (0, 255);
        double low = double.PositiveInfinity, most = double.NegativeInfinity;
        var picture = new float[pictures.ExampleShape.Count];
        foreach (int row in rows)
        {
            pictures.CopyTo(row, picture);
            foreach (float value in picture) (low, most) = (Math.Min(low, value), Math.Max(most, value));
        }
        return most > low ? (low, most) : (low, low + 1);
    }

    // The first example of each class, then the second of each.
    private static int[] ByTurns(Dataset data)
    {
        int[] all = [.. Enumerable.Range(0, data.Count)];
        if (data.Targets is not ClassTargets classes) return all;
        int[] labels = classes.Labels.ToArray(), turns = new int[data.Count], counts = new int[classes.ClassNames.Count];
        for (int i = 0; i < labels.Length; i++) turns[i] = counts[labels[i]]++;
        return [.. all.OrderBy(i => turns[i]).ThenBy(i => labels[i])];
    }
}
