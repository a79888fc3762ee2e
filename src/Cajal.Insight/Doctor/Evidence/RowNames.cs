using System.Globalization;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Rows by the names under which a person finds them, and what kind of rows they are.</summary>
internal static class RowNames
{
    private const int Tried = 64, Compared = 24;

    /// <summary>For example <c>training row 17</c>, or where a recipe says which row of the data it is, <c>row 183</c>; counted from 1.</summary>
    public static string Of(int row, bool isValidation, RecipeFacts? recipe)
    {
        // A part of the training part has an order of its own.
        var part = isValidation ? recipe?.Split.Validation : recipe is { Recipe: { Share: null, Labels: null } } ? recipe.Split.Train : null;
        return part is not null && row < part.Count ? string.Create(CultureInfo.InvariantCulture, $"row {part.Rows[row] + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"{(isValidation ? "validation" : "training")} row {row + 1}");
    }

    /// <summary>Whether rows hold other inputs, and the same targets, in the next epoch.</summary>
    public static bool IsAugmented(BatchSource source)
    {
        var buffers = new BatchBuffers(source);
        source.StartEpoch(0);
        int size = Math.Min(Tried, source.SizeOf(0));
        var (inputs, targets) = Read(0, size);
        var seen = Enumerable.Range(0, size).ToDictionary(i => source.RowOf(0, i), i => i);
        source.StartEpoch(1);
        int compared = 0, otherInputs = 0, otherTargets = 0;
        for (int batch = 0; batch < source.Count && compared < Compared; batch++)
        {
            int[] places = [.. Enumerable.Range(0, source.SizeOf(batch)).Where(i => seen.ContainsKey(source.RowOf(batch, i)))];
            if (places.Length == 0) continue;
            var (x, y) = Read(batch, source.SizeOf(batch));
            foreach (int i in places)
            {
                int before = seen[source.RowOf(batch, i)];
                compared++;
                if (!x[i].SequenceEqual(inputs[before])) otherInputs++;
                if (!y[i].SequenceEqual(targets[before])) otherTargets++;
            }
        }
        source.StartEpoch(0);
        // Where targets differ too, the source does not know its rows and told places.
        return otherInputs > compared / 2 && otherTargets == 0;

        (float[][] Inputs, float[][] Targets) Read(int batch, int count)
        {
            var (x, y) = buffers.Fill(batch, 0, count);
            return (Rows(x, count), Rows(y, count));
        }
    }

    private static float[][] Rows(Tensor values, int count)
    {
        float[] all = values.To(DType.Float32).ToArray<float>();
        return [.. all.Chunk(Math.Max(1, all.Length / count))];
    }

    /// <summary>Whether most rows are the row before them, moved by one place.</summary>
    public static bool IsSeries(ExampleTable rows)
    {
        if (rows.Width < 3 || rows.Count < 10 || rows.ExampleShape.Rank > 2) return false;
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        Array.Sort(rows.Rows.ToArray(), order);
        int followed = 0, count = Math.Min(200, rows.Count - 1);
        int step = rows.ExampleShape.Rank > 1 ? rows.ExampleShape[1] : 1;
        if (rows.Width < 3 * step) return false;
        for (int i = 0; i < count; i++)
            if (rows[order[i]][step..].SequenceEqual(rows[order[i + 1]][..^step])) followed++;
        return followed > count / 2;
    }
}
