namespace Cajal.Data;

/// <summary>Inputs and targets as columns that can be counted: those of a table as they are, of pictures and sequences a few figures of each.</summary>
public static class FeatureColumns
{
    /// <summary>The columns of inputs, [N] values each.</summary>
    public static IReadOnlyList<Column> Of(Features features) => features switch
    {
        TableFeatures table => table.Columns,
        PictureFeatures pictures => OfPictures(pictures),
        SequenceFeatures sequences => OfSequences(sequences),
        _ => throw new ArgumentException($"There are no columns to count in {features.GetType().Name}."),
    };

    /// <summary>Targets as a column.</summary>
    public static Column Of(Targets targets) => targets is ClassTargets classes ? new CategoryColumn(targets.Name, classes.Labels.ToArray(), [.. classes.ClassNames])
        : new NumberColumn(targets.Name, ((NumberTargets)targets).Values.ToArray());

    // Brightness, contrast, and how much neighbours differ: a sharp or noisy picture has much of that, a blurred one little.
    private static Column[] OfPictures(PictureFeatures pictures)
    {
        double[] mean = new double[pictures.Count], spread = new double[pictures.Count], detail = new double[pictures.Count];
        var values = new float[pictures.ExampleShape.Count];
        for (int i = 0; i < pictures.Count; i++)
        {
            pictures.CopyTo(i, values);
            (mean[i], spread[i]) = MeanAndSpread(values);
            double steps = 0;
            for (int k = 1; k < values.Length; k++) steps += Math.Abs(values[k] - (double)values[k - 1]);
            detail[i] = steps / Math.Max(1, values.Length - 1);
        }
        return [new NumberColumn("brightness", mean), new NumberColumn("contrast", spread), new NumberColumn("detail", detail)];
    }

    private static List<Column> OfSequences(SequenceFeatures sequences)
    {
        var columns = new List<Column>();
        if (sequences.Count > 0 && Enumerable.Range(0, sequences.Count).Any(i => sequences.LengthOf(i) != sequences.Steps))
            columns.Add(new NumberColumn("length", [.. Enumerable.Range(0, sequences.Count).Select(i => (double)sequences.LengthOf(i))]));
        for (int f = 0; f < sequences.Width; f++)
        {
            double[] mean = new double[sequences.Count], spread = new double[sequences.Count];
            for (int i = 0; i < sequences.Count; i++)
            {
                var row = sequences.Sequence(i);
                var values = new float[sequences.LengthOf(i)];
                for (int t = 0; t < values.Length; t++) values[t] = row[t * sequences.Width + f];
                (mean[i], spread[i]) = MeanAndSpread(values);
            }
            string name = sequences.Width == 1 ? "" : $" of number {f + 1}";
            columns.Add(new NumberColumn($"mean{name}", mean));
            columns.Add(new NumberColumn($"spread{name}", spread));
        }
        return columns;
    }

    private static (double Mean, double Spread) MeanAndSpread(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        foreach (float value in values) sum += value;
        double mean = sum / values.Length;
        foreach (float value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }
}
