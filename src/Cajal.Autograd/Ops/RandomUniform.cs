namespace Cajal;

/// <summary>y = low + (high − low) · u, u uniform in [0, 1), anew in each step.      [] (a counter) → Target</summary>
/// <remarks>Number i depends on the key and on counter + i only, so a plan replays it and any thread draws any part;
/// <see cref="Advance"/> moves the counter on. No gradient passes: nothing it depends on is trained.</remarks>
/// <param name="Target">Shape of the result.</param>
/// <param name="Type">Float32 or Float64.</param>
/// <param name="Low">Smallest number.</param>
/// <param name="High">What all numbers stay below; the smallest number again repeats it.</param>
/// <param name="Key">Key of the random numbers.</param>
public sealed record RandomUniform(Shape Target, DType Type, double Low, double High, ulong Key) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y = low + (high − low)·u, u uniform in [0, 1)";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Target, Type);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        ulong counter = (ulong)Read<long>(x[0])[0];
        if (Type == DType.Float32) RandomFill.Fill(Key, counter, Write<float>(y[0]), new UniformSingleDraw((float)Low, (float)High));
        else RandomFill.Fill(Key, counter, Write<double>(y[0]), new UniformDoubleDraw(Low, High));
    }

    /// <summary>Fresh uniform numbers in [low, high); the counter moves on by their number.</summary>
    /// <param name="shape">Shape of the result.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <param name="key">Key of the random numbers, for example <c>rng.Child().Key</c>.</param>
    /// <param name="counter">Position in the random numbers: [] Int64.</param>
    /// <param name="low">Smallest number.</param>
    /// <param name="high">What all numbers stay below.</param>
    /// <exception cref="ArgumentException">The limits are in the wrong order or too far apart, or the element type is no floating-point
    /// type.</exception>
    public static Tensor Draw(Shape shape, DType dtype, ulong key, State counter, double low = 0, double high = 1)
    {
        RequireFloat("Uniform", dtype);
        if (!(low <= high) || !(dtype == DType.Float32 ? float.IsFinite((float)high - (float)low) : double.IsFinite(high - low)))
            throw new ArgumentException(FormattableString.Invariant(
                $"Uniform numbers need finite limits with low ≤ high and a finite width; received low = {low}, high = {high}."));
        var y = Apply(new RandomUniform(shape, dtype, low, high, key), counter);
        UpdateOp.Apply(new Advance(shape.Count), [], [counter]);
        return y;
    }

    internal static void RequireFloat(string what, DType dtype)
    {
        if (!dtype.IsFloat()) throw new ArgumentException($"{what} random numbers are Float32 or Float64; received {dtype}.");
    }
}
