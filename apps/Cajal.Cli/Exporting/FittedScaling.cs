using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Cli;

/// <summary>Fitted preprocessing as a layer: (x − shift)·(1/scale), and 0 where a number is missing or its column never changed.</summary>
internal sealed class FittedScaling : Layer
{
    private readonly Tensor shift, factor;
    private readonly bool flat, fills;

    private FittedScaling(double[] shifts, double[] scales, bool flat, bool fills)
    {
        shift = Tensor.From(Array.ConvertAll(shifts, v => (float)v));
        factor = Tensor.From(Array.ConvertAll(scales, v => v == 0 ? 0f : (float)(1 / v)));
        (this.flat, this.fills) = (flat, fills);
    }

    /// <summary>The layer for what a run does to its inputs.</summary>
    /// <exception cref="UsageException">It cannot be exported.</exception>
    public static Layer Of(InputTransform inputs, bool flat) => inputs switch
    {
        PictureScaling pictures => new FittedScaling([pictures.Shift], [pictures.Scale], flat, fills: false),
        SequenceScaling sequences => new FittedScaling(sequences.Means, sequences.Deviations, flat, fills: false),
        TableTransform { Columns: var columns } when columns.All(c => c is StandardScaling) =>
            new FittedScaling([.. columns.Select(c => ((StandardScaling)c).Mean)], [.. columns.Select(c => ((StandardScaling)c).StandardDeviation)], flat: false, fills: true),
        TableTransform { Columns: var columns } => new FittedColumns(columns),
        _ => throw new UsageException($"Preprocessing of the kind {inputs.GetType().Name} cannot be exported; export without --with-preprocessing."),
    };

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        var y = (x - shift) * factor;
        if (fills) y = Tensor.Where(x.IsNaN(), 0, y);
        return flat ? y.Reshape(y.Shape[0], -1) : y;
    }
}
