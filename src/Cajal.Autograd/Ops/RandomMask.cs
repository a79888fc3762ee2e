namespace Cajal;

/// <summary>M = 1/keep with probability keep, else 0: which units stay in this step.      [] (a counter) → Target</summary>
/// <remarks>Number i of the mask depends on the key and on counter + i only; <see cref="Advance"/> moves the counter on.</remarks>
/// <param name="Target">Shape of the mask.</param>
/// <param name="Type">Float32 or Float64.</param>
/// <param name="Keep">Probability to stay, in (0, 1].</param>
/// <param name="Key">Key of the random numbers.</param>
public sealed record RandomMask(Shape Target, DType Type, double Keep, ulong Key) : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Target, Type);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        ulong counter = (ulong)Read<long>(x[0])[0];
        if (Type == DType.Float32)
        {
            var mask = Write<float>(y[0]);
            Draws.Fill(Key, counter, mask, new UniformSingleDraw(0, 1));
            float keep = (float)Keep, scale = (float)(1 / Keep);
            for (int i = 0; i < mask.Length; i++) mask[i] = mask[i] < keep ? scale : 0;
        }
        else
        {
            var mask = Write<double>(y[0]);
            Draws.Fill(Key, counter, mask, new UniformDoubleDraw(0, 1));
            for (int i = 0; i < mask.Length; i++) mask[i] = mask[i] < Keep ? 1 / Keep : 0;
        }
    }

    /// <summary>A fresh mask; the counter moves on by its number of elements.</summary>
    public static Tensor Draw(Shape shape, DType dtype, double keep, ulong key, State counter)
    {
        var mask = Apply(new RandomMask(shape, dtype, keep, key), counter);
        UpdateOp.Apply(new Advance(shape.Count), [], [counter]);
        return mask;
    }
}
