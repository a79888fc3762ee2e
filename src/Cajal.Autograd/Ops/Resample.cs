namespace Cajal;

/// <summary>How numbers between numbers are found.</summary>
public enum ResampleMode
{
    /// <summary>The number at ⌊o · in/out⌋, as PyTorch's nearest.</summary>
    Nearest,

    /// <summary>The number at ⌊(o + ½) · in/out⌋, the nearest by the middles.</summary>
    NearestExact,

    /// <summary>A straight line between two numbers along each axis: linear, bilinear, trilinear.</summary>
    Linear,

    /// <summary>A cubic through four numbers along each axis (bicubic), a = −¾: Keys (1981).</summary>
    Cubic,
}

/// <summary>Resampling of one axis. Middles are mapped to middles, or with aligned corners first to first and last to last.</summary>
/// <param name="In">Numbers along the axis.</param>
/// <param name="Out">Results along the axis.</param>
/// <param name="Mode">How numbers between numbers are found.</param>
/// <param name="AlignCorners">Whether the first and last results are the first and last numbers.</param>
/// <param name="Ratio">Numbers for each result.</param>
public sealed record ResampleTaps(int In, int Out, ResampleMode Mode, bool AlignCorners, double Ratio) : AxisTaps(In, Out)
{
    private const double A = -0.75;

    /// <inheritdoc/>
    public override int Most => Mode switch { ResampleMode.Linear => 2, ResampleMode.Cubic => 4, _ => 1 };

    /// <inheritdoc/>
    public override void Write(int result, Span<int> indices, Span<double> weights)
    {
        double at = Mode switch
        {
            ResampleMode.Nearest => result * Ratio,
            ResampleMode.NearestExact => (result + 0.5) * Ratio,
            _ when AlignCorners => Out > 1 ? result * (In - 1.0) / (Out - 1) : 0,
            ResampleMode.Linear => Math.Max(0, (result + 0.5) * Ratio - 0.5),
            _ => (result + 0.5) * Ratio - 0.5,
        };
        int first = (int)Math.Floor(at);
        double t = at - first;
        if (Mode == ResampleMode.Linear) (weights[0], weights[1]) = (1 - t, t);
        else if (Mode == ResampleMode.Cubic)
        {
            (weights[0], weights[1], weights[2], weights[3]) = (Far(t + 1), Near(t), Near(1 - t), Far(2 - t));
            first--;
        }
        else weights[0] = 1;
        for (int i = 0; i < Most; i++) indices[i] = Math.Clamp(first + i, 0, In - 1);
    }

    private static double Near(double d) => ((A + 2) * d - (A + 3)) * d * d + 1;

    private static double Far(double d) => ((A * d - 5 * A) * d + 8 * A) * d - 4 * A;
}

/// <summary>Other numbers of places.</summary>
public static class ResampleOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The places of [N, C, …] resampled to other sizes.</summary>
        /// <param name="size">Places along each axis after the channels: one number for all axes, or one each.</param>
        /// <param name="mode">How numbers between numbers are found.</param>
        /// <param name="alignCorners">Whether first and last places stay first and last (linear and cubic).</param>
        /// <exception cref="ShapeException">No axis of places, or an empty one.</exception>
        public Tensor Resize(PerAxis size, ResampleMode mode = ResampleMode.Nearest, bool alignCorners = false)
        {
            int[] sizes = size.For(PlacesOf(x), default, 1, "size");
            return Each(x, mode, alignCorners, (axis, numbers) => (sizes[axis], (double)numbers / sizes[axis]));
        }

        /// <summary>The places of [N, C, …] resampled to ⌊places · scale⌋ along each axis.</summary>
        /// <param name="scale">Results for each number, above 0.</param>
        /// <param name="mode">How numbers between numbers are found.</param>
        /// <param name="alignCorners">Whether first and last places stay first and last (linear and cubic).</param>
        /// <exception cref="ShapeException">No axis of places, or nothing would be left.</exception>
        public Tensor Upsample(double scale, ResampleMode mode = ResampleMode.Nearest, bool alignCorners = false)
        {
            if (!(scale > 0 && scale < int.MaxValue)) throw new ArgumentException(FormattableString.Invariant($"The scale is above 0; received {scale}."), nameof(scale));
            PlacesOf(x);
            return Each(x, mode, alignCorners, (axis, numbers) => numbers * scale >= 1 ? ((int)(numbers * scale), 1 / scale)
                : throw new ShapeException("Upsample", FormattableString.Invariant($"at least one place left along each axis at a scale of {scale}"), x.Shape));
        }
    }

    private static int PlacesOf(Tensor x) => x.Rank > 2 && !x.Shape.ToArray().AsSpan(2).Contains(0) ? x.Rank - 2
        : throw new ShapeException("Resample", "[N, C, …] with at least one place along each axis", x.Shape);

    private static Tensor Each(Tensor x, ResampleMode mode, bool alignCorners, Func<int, int, (int Size, double Ratio)> target)
    {
        var y = x;
        for (int axis = 2; axis < x.Rank; axis++)
        {
            var (size, ratio) = target(axis - 2, x.Shape[axis]);
            y = Op.Apply(new MapAxis(axis, new ResampleTaps(x.Shape[axis], size, mode, alignCorners, ratio)), y);
        }
        return y;
    }
}
