using System.Numerics;

namespace Cajal;

/// <summary>The first element of each row that beats all others, and its position.      [a, n] → values [a], positions [a] (Int64)
///      dX = dY at that position, 0 elsewhere</summary>
/// <remarks>NaN beats every number. Of equal elements the first wins and gets the whole gradient.</remarks>
public abstract record Extremum : Op
{
    /// <inheritdoc/>
    public sealed override int OutputCount => 2;

    /// <inheritdoc/>
    public sealed override Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public sealed override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        if (x[0].Shape[-1] == 0) throw new ShapeException(Name, "at least one element to choose from", x[0].Shape);
        return new(x[0].Shape.Without(-1), output == 0 ? Reduction.Numeric(this, x[0]) : DType.Int64);
    }

    /// <inheritdoc/>
    public sealed override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (x[0].DType)
        {
            case DType.Float32: Choose<float>(x[0], y); break;
            case DType.Float64: Choose<double>(x[0], y); break;
            case DType.Int32: Choose<int>(x[0], y); break;
            default: Choose<long>(x[0], y); break;
        }
    }

    /// <inheritdoc/>
    public sealed override void Backward(BackwardPass pass) =>
        pass[0] = pass.OutputGradient.Unsqueeze(-1).ScatterAdd(-1, pass.Output(1).Unsqueeze(-1), pass.Input(0).Shape[-1]);

    /// <summary>Values and positions over the masked axes, which stay with size 1 or go.</summary>
    internal Tensor Over(Tensor x, int mask, bool keepAxes, int output)
    {
        var y = ApplyAll(this, Reduction.Rows(x, mask))[output];
        return keepAxes ? y.Reshape(Reduction.KeptShape(x.Shape, mask)) : y;
    }

    /// <summary>The best value of each row, NaN when there is one.</summary>
    private protected abstract void Best<T>(ReadOnlySpan<T> x, int rows, int length, Span<T> y) where T : unmanaged, INumber<T>;

    private void Choose<T>(Tensor x, ReadOnlySpan<Tensor> y) where T : unmanaged, INumber<T>
    {
        using var dense = new Dense<T>(x);
        Span<T> values = y[0].Span<T>();
        Span<long> positions = y[1].Span<long>();
        int length = x.Shape[-1];
        Best(dense.Span, values.Length, length, values);
        for (int r = 0; r < values.Length; r++)
        {
            // NaN equals NaN here. The value found is that of the row: 0 and −0 are equal, and the first counts.
            var row = dense.Span.Slice(r * length, length);
            int best = row.IndexOf(values[r]);
            (values[r], positions[r]) = (row[best], best);
        }
    }
}
