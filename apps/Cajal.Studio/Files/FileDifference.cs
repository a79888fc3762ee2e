using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>A tensor in two files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>equal</c>, <c>different</c>, <c>shape</c>, <c>first</c> and <c>second</c> (in one file only) or <c>unread</c>.</param>
/// <param name="First">Type and shape in the first file.</param>
/// <param name="Second">The same in the second.</param>
/// <param name="Greatest">max |a − b|; null where there is none.</param>
/// <param name="Relative">‖a − b‖ / ‖a‖; null where a is all zeros.</param>
/// <param name="Changed">Numbers that differ.</param>
/// <param name="Trouble">Why its numbers cannot be read.</param>
internal sealed record DifferenceRow(string Name, string State, string First, string Second, double? Greatest = null, double? Relative = null, long Changed = 0, [property: JsonConverter(typeof(Spoken))] string? Trouble = null);

/// <summary>The difference of two files, tensor by tensor.</summary>
/// <param name="Equal">Tensors that are the same, number for number.</param>
/// <param name="Different">Tensors whose numbers differ.</param>
/// <param name="Shapes">Tensors of other shapes.</param>
/// <param name="FirstOnly">Tensors of the first file alone.</param>
/// <param name="SecondOnly">Tensors of the second file alone.</param>
/// <param name="Rows">Tensors, those that differ most first; the first thousand.</param>
internal sealed record FileDifference(int Equal, int Different, int Shapes, int FirstOnly, int SecondOnly, IReadOnlyList<DifferenceRow> Rows)
{
    private const int MostRows = 1000;

    /// <summary>Holds two files against each other; two tensors are in memory at a time.</summary>
    public static FileDifference Of(OpenedFile first, OpenedFile second, CancellationToken cancellation = default)
    {
        var others = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var tensor in second.Tensors) others.TryAdd(tensor.Name, tensor);
        var rows = new List<DifferenceRow>();
        foreach (var tensor in first.Tensors)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(others.Remove(tensor.Name, out var other) ? Between(tensor, other) : new DifferenceRow(PlainText.Of(tensor.Name), "first", Text(tensor), ""));
        }
        rows.AddRange(others.Values.Select(t => new DifferenceRow(PlainText.Of(t.Name), "second", "", Text(t))));
        int Count(string state) => rows.Count(r => r.State == state);
        return new FileDifference(Count("equal"), Count("different"), Count("shape"), Count("first"), Count("second"),
            [.. rows.OrderBy(r => r.State is "shape" or "first" or "second" or "unread" ? 0 : r.State == "different" ? 1 : 2).ThenByDescending(r => r.Greatest ?? 0).ThenBy(r => r.Name, StringComparer.Ordinal).Take(MostRows)]);
    }

    private static DifferenceRow Between(StoredTensor a, StoredTensor b)
    {
        var row = new DifferenceRow(PlainText.Of(a.Name), "equal", Text(a), Text(b));
        if (!a.Sizes.SequenceEqual(b.Sizes)) return row with { State = "shape" };
        try
        {
            double[] x = Numbers(a.Read()), y = Numbers(b.Read());
            double greatest = 0, apart = 0, size = 0;
            long changed = 0;
            for (int i = 0; i < x.Length; i++)
            {
                size += x[i] * x[i];
                // Equal numbers differ by nothing, infinities and NaN too.
                if (x[i].Equals(y[i])) continue;
                changed++;
                double difference = Math.Abs(x[i] - y[i]);
                greatest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(greatest, difference);
                apart += difference * difference;
            }
            return changed == 0 ? row : row with { State = "different", Greatest = greatest, Relative = Math.Sqrt(apart / size) is var relative && double.IsFinite(relative) ? relative : null, Changed = changed };
        }
        catch (Exception e) when (FileTrouble.Caused(e))
        {
            return row with { State = "unread", Trouble = FileTrouble.Sentence(e) };
        }
    }

    private static double[] Numbers(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => Array.ConvertAll(tensor.ToArray<float>(), v => (double)v),
        DType.Float64 => tensor.ToArray<double>(),
        DType.Int32 => Array.ConvertAll(tensor.ToArray<int>(), v => (double)v),
        DType.Int64 => Array.ConvertAll(tensor.ToArray<long>(), v => (double)v),
        _ => Array.ConvertAll(tensor.ToArray<bool>(), v => v ? 1.0 : 0),
    };

    private static string Text(StoredTensor tensor) => $"{tensor.Type} [{string.Join(", ", tensor.Sizes)}]";
}
