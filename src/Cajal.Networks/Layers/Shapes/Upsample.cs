namespace Cajal.Networks;

/// <summary>The places of [N, C, …] resampled to other sizes, or to ⌊places · scale⌋.</summary>
public sealed class Upsample : Layer
{
    private readonly Func<Tensor, Tensor> resample;

    /// <summary>Resampling by a scale: 2 doubles the places along each axis.</summary>
    /// <param name="scale">Results for each number, above 0.</param>
    /// <param name="mode">How numbers between numbers are found.</param>
    /// <param name="alignCorners">Whether first and last places stay first and last (linear and cubic).</param>
    public Upsample(double scale, ResampleMode mode = ResampleMode.Nearest, bool alignCorners = false)
    {
        if (!(scale > 0)) throw new ArgumentException(FormattableString.Invariant($"The scale is above 0; received {scale}."),
            nameof(scale));
        resample = x => x.Upsample(scale, mode, alignCorners);
    }

    /// <summary>Resampling to sizes.</summary>
    /// <param name="size">Places along each axis after the channels.</param>
    /// <param name="mode">How numbers between numbers are found.</param>
    /// <param name="alignCorners">Whether first and last places stay first and last (linear and cubic).</param>
    public Upsample(int[] size, ResampleMode mode = ResampleMode.Nearest, bool alignCorners = false) =>
        resample = x => x.Resize(PerAxis.Of(size), mode, alignCorners);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => resample(x);
}
