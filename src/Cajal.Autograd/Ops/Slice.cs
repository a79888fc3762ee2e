using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A range of one axis, in shared memory.      [a, n, c] → [a, m, c]      dX = dY in its place, 0 elsewhere</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Start">First index.</param>
/// <param name="End">Index after the last.</param>
/// <param name="Step">Distance between two taken indices.</param>
public sealed record Slice(int Axis, int Start, int End, int Step) : ViewOp
{
    /// <inheritdoc/>
    public override Layout View(in Layout x) => x.Slice(Axis, Start, End, Step);

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        var (dy, shape) = (pass.OutputGradient, pass.Input(0).Shape);
        pass[0] = dy.Device == Device.Cpu ? Apply(new SliceBackward(this, shape), dy)
            : dy.IndexAdd(Axis, Tensor.Arange(Start, End, Step, DType.Int64).To(dy.Device), shape[Axis]);
    }
}

/// <summary>Puts a slice's gradient in its place among zeros: the transpose of <see cref="Slice"/>, so its derivative is the slice.</summary>
internal sealed record SliceBackward(Slice Forwards, Shape Whole) : Op
{
    public override Saves Saves => Saves.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Whole, x[0].DType);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        y[0].Fill(0);
        if (x[0].DType == DType.Float32) Place<float>(x[0], y[0]);
        else Place<double>(x[0], y[0]);
    }

    public override void Backward(BackwardPass pass) => pass[0] = Apply(Forwards, pass.OutputGradient);

    private void Place<T>(Tensor dy, Tensor dx) where T : unmanaged
    {
        using var source = new Dense<T>(dy);
        var view = Forwards.View(dx.Layout);
        Strided.Scatter(source.Span, ref Unsafe.Add(ref dx.Origin<T>(), view.Offset - dx.Layout.Offset), view);
    }
}

/// <summary>Ranges.</summary>
public static class SliceOnTensor
{
    extension(Tensor x)
    {
        /// <summary>Indices <paramref name="range"/> of one axis: <c>x.Slice(0, 10..20)</c>, <c>x.Slice(-1, ..^1)</c>.</summary>
        /// <exception cref="ShapeException">The range leaves the axis.</exception>
        public Tensor Slice(int axis, Range range, int step = 1)
        {
            int at = x.Shape.Axis(axis), size = x.Shape[at];
            return Op.Apply(new Slice(at, range.Start.GetOffset(size), range.End.GetOffset(size), step), x);
        }

        /// <summary>One index of an axis, which is taken out: [a, b, c].Select(1, i) → [a, c].</summary>
        public Tensor Select(int axis, int index)
        {
            int at = x.Shape.Axis(axis), size = x.Shape[at], i = index < 0 ? index + size : index;
            if ((uint)i >= (uint)size)
                throw new ShapeException("Select", $"an index within the {size} elements of axis {at} of {x.Shape}", $"{index}");
            return x.Slice(at, i..(i + 1)).Reshape(x.Shape.Without(at));
        }
    }
}
