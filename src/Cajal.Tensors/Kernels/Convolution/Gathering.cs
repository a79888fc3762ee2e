namespace Cajal;

/// <summary>A convolution or its transpose as one formula: result[n, r, …] = Σ over source channels s and taps of weight[r, s, tap] · source[n, s, …], group
/// by group. All sizes, no memory.</summary>
internal readonly struct Gathering
{
    private readonly ConvolutionWindow window;
    private readonly bool transposed;

    private Gathering(ConvolutionWindow window, bool transposed, int images, int sources, int results, Extent3 source, Extent3 result, Extent3 kernel)
    {
        (this.window, this.transposed, Images, Groups) = (window, transposed, images, window.Groups);
        (SourceChannels, ResultChannels, Source, Result, Kernel) = (sources, results, source, result, kernel);
        int taps = kernel.Count;
        WeightOfResult = transposed ? taps : (nint)sources * taps;
        WeightOfSource = transposed ? (nint)results * taps : taps;
        WeightsOfGroup = (nint)sources * results * taps;
        Phases = transposed ? window.Stride : Extent3.One;
    }

    public int Images { get; }

    public int Groups { get; }

    /// <summary>Channels of a group.</summary>
    public int SourceChannels { get; }

    /// <summary>Channels of a group.</summary>
    public int ResultChannels { get; }

    public Extent3 Source { get; }

    public Extent3 Result { get; }

    public Extent3 Kernel { get; }

    /// <summary>Numbers in the weights from one result channel (source channel, group) to the next.</summary>
    public nint WeightOfResult { get; }

    /// <inheritdoc cref="WeightOfResult"/>
    public nint WeightOfSource { get; }

    /// <inheritdoc cref="WeightOfResult"/>
    public nint WeightsOfGroup { get; }

    /// <summary>Results that look at different taps, along each axis.</summary>
    public Extent3 Phases { get; }

    /// <summary>Multiply-adds for one result number, at most.</summary>
    public int Depth => SourceChannels * Kernel.Count;

    /// <summary>Multiply-adds of the whole.</summary>
    public double Work => (double)Images * Groups * ResultChannels * SourceChannels * Kernel.Count * (transposed ? Source.Count : Result.Count);

    /// <summary>y = w ⋆ x: x [N, groups · sources, …], w [groups · results, sources, …].</summary>
    public static Gathering Forward(ConvolutionWindow window, int images, int sources, int results, Extent3 x, Extent3 y, Extent3 kernel) =>
        IsPointwise(window, kernel)
            ? new(window, false, images, sources, results, new(1, 1, x.Count), new(1, 1, y.Count), kernel)
            : new(window, false, images, sources, results, x, y, kernel);

    /// <summary>The transpose: y [N, groups · sources, …] → x [N, groups · results, …], w [groups · sources, results, …].</summary>
    public static Gathering Transposed(ConvolutionWindow window, int images, int sources, int results, Extent3 y, Extent3 x, Extent3 kernel) =>
        IsPointwise(window, kernel)
            ? new(window, true, images, sources, results, new(1, 1, y.Count), new(1, 1, x.Count), kernel)
            : new(window, true, images, sources, results, y, x, kernel);

    /// <summary>An axis for the results of a phase.</summary>
    public GatherAxis Axis(int axis, int phase) => transposed
        ? GatherAxis.Transposed(Result[axis], Kernel[axis], window.Stride[axis], window.Before[axis], window.Dilation[axis], phase)
        : GatherAxis.Forward(Result[axis], Kernel[axis], window.Stride[axis], window.Before[axis], window.Dilation[axis]);

    /// <summary>The outermost axis with more than one result: along it work is cut.</summary>
    public int LongAxis => Result.Depth > 1 ? 0 : Result.Height > 1 ? 1 : 2;

    /// <summary>All results whose place along the long axis is in from .. to − 1; they lie side by side in each plane.</summary>
    public Box ResultBox(int from, int to) => new(default(Extent3).With(LongAxis, from), Result.With(LongAxis, to - from));

    /// <summary>What the results of a box look at.</summary>
    public Box SourceBox(Box results)
    {
        Extent3 from = default, size = default;
        for (int axis = 0; axis < 3; axis++)
        {
            int least = int.MaxValue, most = int.MinValue;
            for (int phase = 0; phase < Phases[axis]; phase++)
            {
                var a = Axis(axis, phase);
                var (first, end) = a.StepsIn(results.From[axis], results.From[axis] + results.Size[axis]);
                if (first >= end || a.Taps == 0) continue;
                least = Math.Min(least, first * a.SourceStep + a.Shifts.Least);
                most = Math.Max(most, (end - 1) * a.SourceStep + a.Shifts.Most);
            }
            if (least <= most) (from, size) = (from.With(axis, least), size.With(axis, most - least + 1));
        }
        return new(from, size);
    }

    // A kernel of one element sees no neighbours: pictures are rows.
    private static bool IsPointwise(ConvolutionWindow window, Extent3 kernel) =>
        kernel == Extent3.One && window.Stride == Extent3.One && window.Before == default && window.After == default;
}
