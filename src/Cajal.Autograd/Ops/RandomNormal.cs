namespace Cajal;

/// <summary>y = mean + deviation · z, z from the normal distribution, anew in each step.      [] (a counter) → Target</summary>
/// <remarks>Number i depends on the key and on counter + i only, so a plan replays it and any thread draws any part;
/// <see cref="Advance"/> moves the counter on. No gradient passes: nothing it depends on is trained.</remarks>
/// <param name="Target">Shape of the result.</param>
/// <param name="Type">Float32 or Float64.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Deviation">Standard deviation, at least 0.</param>
/// <param name="Key">Key of the random numbers.</param>
public sealed record RandomNormal(Shape Target, DType Type, double Mean, double Deviation, ulong Key) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y = mean + deviation·z, z from the normal distribution";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Target, Type);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        ulong counter = (ulong)Read<long>(x[0])[0];
        if (Type == DType.Float32) RandomFill.Fill(Key, counter, Write<float>(y[0]), new NormalSingleDraw((float)Mean, (float)Deviation));
        else RandomFill.Fill(Key, counter, Write<double>(y[0]), new NormalDoubleDraw(Mean, Deviation));
    }

    /// <summary>Fresh numbers from the normal distribution; the counter moves on by their number.</summary>
    /// <param name="shape">Shape of the result.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <param name="key">Key of the random numbers, for example <c>rng.Child().Key</c>.</param>
    /// <param name="counter">Position in the random numbers: [] Int64.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="deviation">Standard deviation, at least 0.</param>
    /// <exception cref="ArgumentException">Mean or deviation is not finite, the deviation is negative, or the element type is no
    /// floating-point type.</exception>
    public static Tensor Draw(Shape shape, DType dtype, ulong key, State counter, double mean = 0, double deviation = 1)
    {
        if (!double.IsFinite(mean) || !(deviation >= 0) || !double.IsFinite(deviation))
            throw new ArgumentException(FormattableString.Invariant(
                $"Normal numbers need a finite mean and a finite deviation of 0 or more; received mean {mean}, deviation {deviation}."));
        RandomUniform.RequireFloat("Normal", dtype);
        var y = Apply(new RandomNormal(shape, dtype, mean, deviation, key), counter);
        UpdateOp.Apply(new Advance(shape.Count), [], [counter]);
        return y;
    }
}
