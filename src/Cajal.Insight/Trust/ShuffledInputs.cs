using Cajal.Data;

namespace Cajal.Insight;

/// <summary>Inputs of some examples, part by part: a part of each example can be exchanged for that of another, so that it says nothing of its own example any more. Parts are the
/// columns of a table, patches of pictures, and the numbers or stretches of sequences.</summary>
internal sealed class ShuffledInputs
{
    private const int Side = 4, Stretches = 8;

    private readonly List<(string Name, Func<int[], Features> Shuffle)> parts = [];

    /// <param name="features">Those of the examples alone.</param>
    /// <exception cref="ArgumentException">Sequences of different lengths: their parts cannot be exchanged.</exception>
    public ShuffledInputs(Features features)
    {
        if (features is TableFeatures table) Columns(table);
        else if (features is PictureFeatures { ExampleShape.Rank: >= 2 } pictures) Patches(pictures);
        else if (features is SequenceFeatures sequences) Steps(sequences);
        else throw new ArgumentException($"Importance is told for columns, pictures and sequences; these inputs are {features.ExampleShape} each.");
    }

    /// <summary>Names of the parts.</summary>
    public IReadOnlyList<string> Names => [.. parts.Select(p => p.Name)];

    /// <summary>The inputs with one part taken from other examples.</summary>
    /// <param name="part">Which.</param>
    /// <param name="order">For each example, whose part it gets.</param>
    public Features With(int part, int[] order) => parts[part].Shuffle(order);

    private void Columns(TableFeatures table)
    {
        for (int c = 0; c < table.Columns.Count; c++)
        {
            int at = c;
            parts.Add((table.Columns[c].Name, order => new TableFeatures([.. table.Columns.Select((column, i) => i == at ? column.Take(order) : column)])
            {
                HasHeader = table.HasHeader,
                ColumnsInFile = table.ColumnsInFile,
            }));
        }
    }

    // [H, W] or [C, H, W]: a patch holds all channels.
    private void Patches(PictureFeatures pictures)
    {
        int height = pictures.ExampleShape[-2], width = pictures.ExampleShape[-1], rows = Math.Min(Side, height), columns = Math.Min(Side, width);
        var values = new float[pictures.Count * pictures.ExampleShape.Count];
        for (int i = 0; i < pictures.Count; i++) pictures.CopyTo(i, values.AsSpan(i * pictures.ExampleShape.Count));
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
            {
                var (down, across) = (r, c);
                parts.Add(($"patch {r + 1}, {c + 1}", order => new FloatPictures(Exchange(values, order, pictures.ExampleShape.Count,
                    k => k / width % height * rows / height == down && k % width * columns / width == across), pictures.ExampleShape)));
            }
    }

    private void Steps(SequenceFeatures sequences)
    {
        if (Enumerable.Range(0, sequences.Count).Any(i => sequences.LengthOf(i) != sequences.Steps))
            throw new ArgumentException("Importance is not told for sequences of different lengths: their steps cannot be exchanged.");
        int width = sequences.Width, count = width > 1 ? width : Math.Min(Stretches, sequences.Steps);
        float[] values = sequences.Values.ToArray();
        for (int p = 0; p < count; p++)
        {
            int part = p, first = p * sequences.Steps / count + 1, last = (p + 1) * sequences.Steps / count;
            string name = width > 1 ? $"number {p + 1} of each step" : first == last ? $"step {first}" : $"steps {first} to {last}";
            parts.Add((name, order => new SequenceFeatures(Exchange(values, order, sequences.ExampleShape.Count,
                k => width > 1 ? k % width == part : k + 1 >= first && k + 1 <= last), sequences.Steps, width)
            { IsReady = sequences.IsReady, IsOwnPast = sequences.IsOwnPast, Season = sequences.Season }));
        }
    }

    private static float[] Exchange(float[] values, int[] order, int size, Func<int, bool> isOfPart)
    {
        float[] changed = [.. values];
        for (int k = 0; k < size; k++)
            if (isOfPart(k))
                for (int i = 0; i < order.Length; i++) changed[i * size + k] = values[order[i] * size + k];
        return changed;
    }
}
