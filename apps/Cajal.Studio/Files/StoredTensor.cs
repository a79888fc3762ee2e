using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>A tensor of a file, read when it is looked at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type, as the format calls it.</param>
/// <param name="Sizes">Its shape.</param>
/// <param name="Read">Its numbers.</param>
internal sealed record StoredTensor(string Name, string Type, IReadOnlyList<long> Sizes, Func<Tensor> Read)
{
    private readonly Lazy<(TensorFigures? Figures, string? Trouble)> judged = new(() => Judge(Read));

    /// <summary>Its figures; null when its numbers cannot be read.</summary>
    public TensorFigures? Figures => judged.Value.Figures;

    /// <summary>Why its numbers cannot be read.</summary>
    public string? Trouble => judged.Value.Trouble;

    // One tensor that cannot be read leaves the others to be seen.
    private static (TensorFigures?, string?) Judge(Func<Tensor> read)
    {
        try
        {
            return (TensorFigures.Of(read()), null);
        }
        catch (Exception e) when (FileTrouble.Caused(e))
        {
            return (null, FileTrouble.Sentence(e));
        }
    }
}

/// <summary>A row of the list of tensors.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Sizes">Its shape.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Trouble">Why there are none.</param>
internal sealed record TensorRow(string Name, string Type, IReadOnlyList<long> Sizes, TensorFigures? Figures, [property: JsonConverter(typeof(Spoken))] string? Trouble)
{
    /// <summary>The row of a tensor.</summary>
    public static TensorRow Of(StoredTensor tensor) => new(PlainText.Of(tensor.Name), tensor.Type, tensor.Sizes, tensor.Figures, tensor.Trouble);
}

/// <summary>A part of a list of tensors.</summary>
/// <param name="Total">How many fit.</param>
/// <param name="From">First of this part.</param>
/// <param name="Rows">The rows.</param>
internal sealed record TensorPart(int Total, int From, IReadOnlyList<TensorRow> Rows)
{
    /// <summary>The most rows of one answer: each has its numbers read.</summary>
    public const int MostRows = 50;

    /// <summary>A part of some tensors, those whose name holds a text.</summary>
    public static TensorPart Of(IReadOnlyList<StoredTensor> tensors, string text, int from)
    {
        StoredTensor[] fit = [.. tensors.Where(t => t.Name.Contains(text, StringComparison.OrdinalIgnoreCase))];
        from = Math.Clamp(from, 0, Math.Max(0, fit.Length - 1));
        return new TensorPart(fit.Length, from, [.. fit.Skip(from).Take(MostRows).Select(TensorRow.Of)]);
    }
}
