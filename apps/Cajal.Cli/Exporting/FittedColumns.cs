using System.Globalization;
using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Cli;

/// <summary>A fitted table with words as a layer: a word comes as its number in the order of <see cref="OneHotWords.Words"/>, [N, columns] → [N, numbers]. A
/// missing number becomes the mean, a missing word the most frequent, and a number that is no word none.</summary>
internal sealed class FittedColumns(IReadOnlyList<ColumnTransform> columns) : Layer
{
    /// <summary>Which number stands for which word, in one line.</summary>
    public string Codes => "words are numbers: " + string.Join("; ", columns.OfType<OneHotWords>().Select(c =>
        $"{c.Name} {string.Join(", ", c.Words.Select((word, i) => string.Create(CultureInfo.InvariantCulture, $"{i} {word}")))}"));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) =>
        Tensor.Concatenate([.. columns.Select((column, i) => Numbers(column, x.Slice(1, i..(i + 1))))], 1);

    private static Tensor Numbers(ColumnTransform column, Tensor x) => column switch
    {
        StandardScaling { StandardDeviation: 0 } => x.IsNaN().To(DType.Float32) * 0,
        StandardScaling s => Tensor.Where(x.IsNaN(), 0, (x - (float)s.Mean) * (float)(1 / s.StandardDeviation)),
        OneHotWords w => Tensor.Where(x.IsNaN(), Array.IndexOf(w.Words, w.MostFrequent), x).EqualTo(Tensor.Arange(w.Words.Length).To(DType.Float32)).To(DType.Float32),
        _ => throw new UsageException($"The column '{column.Name}' is prepared by {column.GetType().Name}, which cannot be exported; export without --with-preprocessing."),
    };
}
