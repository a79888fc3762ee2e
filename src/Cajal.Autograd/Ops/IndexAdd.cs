using System.Numerics;

namespace Cajal;

/// <summary>y[i, index[j], :] += x[i, j, :] for axis 1, from zeros      [a, m, c], index [m] → [a, size, c]
///      dX = dY's rows picked by the index</summary>
/// <param name="Axis">The axis whose rows are added up.</param>
/// <param name="Size">Size of that axis in the result.</param>
public sealed record IndexAdd(int Axis, int Size) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y[i, index[j], k] += x[i, j, k] for axis 1, from zeros";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Positions.RequireWhole(this, x[1]);
        if (x[1].Rank != 1 || x[1].Count != x[0].Shape[Axis])
            throw new ShapeException(Name, $"an index of the shape [{x[0].Shape[Axis]}]", x[1].Shape);
        return new(x[0].Shape.With(Axis, Size), Reduction.Numeric(this, x[0]));
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (y[0].DType)
        {
            case DType.Float32: Put<float>(x, y[0]); break;
            case DType.Float64: Put<double>(x, y[0]); break;
            case DType.Int32: Put<int>(x, y[0]); break;
            default: Put<long>(x, y[0]); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient.IndexSelect(Axis, pass.Input(1));

    private unsafe void Put<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged, INumber<T>
    {
        using var source = new Dense<T>(x[0]);
        AxisView from = AxisView.Of(x[0].Shape, Axis);
        using var index = new Positions(this, x[1], Size);
        var target = y.Span<T>();
        target.Clear();
        fixed (T* next = source.Span, sums = target)
        {
            T* values = next;
            for (int o = 0; o < from.Outer; o++)
            {
                foreach (int row in index.Span)
                {
                    T* sum = sums + ((nint)o * Size + row) * from.Inner;
                    if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) ScanRow.Add(values, sum, from.Inner);
                    else for (int i = 0; i < from.Inner; i++) sum[i] += values[i];
                    values += from.Inner;
                }
            }
        }
    }
}

/// <summary>Adding up rows by index.</summary>
public static class IndexAddOnTensor
{
    extension(Tensor x)
    {
        /// <summary>Each row of <paramref name="axis"/> added to the row its index names, of <paramref name="size"/> rows; equal indices
        /// add up in order. The transpose of <c>IndexSelect</c>.</summary>
        /// <exception cref="ArgumentException">An index outside 0..size−1.</exception>
        public Tensor IndexAdd(int axis, Tensor index, int size) => Op.Apply(new IndexAdd(x.Shape.Axis(axis), size), x, index);
    }
}
