using System.Numerics;

namespace Cajal;

/// <summary>y[i, index[i, j, k], k] += x[i, j, k] for axis 1, from zeros      [a, m, c], index [a, m, c] → [a, size, c]
///      dX = dY gathered at the index</summary>
/// <param name="Axis">The axis the index points along.</param>
/// <param name="Size">Size of that axis in the result.</param>
public sealed record ScatterAdd(int Axis, int Size) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y[i, index[i, j, k], k] += x[i, j, k] for axis 1, from zeros";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Positions.RequireWhole(this, x[1]);
        if (x[0].Shape != x[1].Shape) throw new ShapeException(Name, $"an index of the shape {x[0].Shape} of the values", x[1].Shape);
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
    public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient.Gather(Axis, pass.Input(1));

    private void Put<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged, INumber<T>
    {
        using var source = new Dense<T>(x[0]);
        AxisView from = AxisView.Of(x[0].Shape, Axis);
        using var index = new Positions(this, x[1], Size);
        ReadOnlySpan<T> values = source.Span;
        ReadOnlySpan<int> at = index.Span;
        Span<T> target = y.Span<T>();
        target.Clear();
        for (int o = 0, next = 0; o < from.Outer; o++)
            for (int j = 0; j < from.Size; j++)
                for (int i = 0; i < from.Inner; i++, next++)
                    target[(o * Size + at[next]) * from.Inner + i] += values[next];
    }
}

/// <summary>Adding up by index.</summary>
public static class ScatterAddOnTensor
{
    extension(Tensor x)
    {
        /// <summary>Each element added to the place its index names along <paramref name="axis"/>, which gets <paramref name="size"/> elements;
        /// equal indices add up in order. The transpose of <c>Gather</c>.</summary>
        /// <exception cref="ArgumentException">An index outside 0..size−1.</exception>
        public Tensor ScatterAdd(int axis, Tensor index, int size) => Op.Apply(new ScatterAdd(x.Shape.Axis(axis), size), x, index);
    }
}
