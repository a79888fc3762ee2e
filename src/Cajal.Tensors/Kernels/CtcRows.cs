using System.Buffers;
using System.Numerics;

namespace Cajal;

/// <summary>The sums over all alignments of connectionist temporal classification, example by example, in Float64 logarithms.</summary>
/// <remarks>A target y₁…y_S is read as the row of places ␣ y₁ ␣ y₂ ␣ … y_S ␣ (␣ the blank; L = 2S + 1 of them). A path stays at its place,
/// goes on by one, or leaps over a blank between two different labels. Source: Graves, Fernández, Gomez, Schmidhuber (2006), equations 5 to 11.</remarks>
internal static unsafe class CtcRows
{
    /// <summary>α[n, t, s] = ln of the sum over the beginnings of paths that are at place s at time t; losses[n] = −ln of the sum over
    /// whole paths.</summary>
    public static void Forward<T>(in CtcBatch batch, ReadOnlySpan<T> logs, Span<double> alpha, Span<T> losses)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* x = logs, loss = losses)
        fixed (double* a = alpha)
        {
            var body = new ForwardBody<T> { Batch = batch, Logs = x, Alpha = a, Losses = loss };
            Workers.For(batch.Size, ref body);
        }
    }

    /// <summary>dlogs[t, n, c] = −dloss[n] · the probability that the path is at a place of label c at time t, given the target.</summary>
    public static void Backward<T>(in CtcBatch batch, ReadOnlySpan<T> ofLosses, ReadOnlySpan<T> logs, ReadOnlySpan<double> alpha,
        Span<T> ofLogs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ofLogs.Clear();
        fixed (T* g = ofLosses, x = logs, dx = ofLogs)
        fixed (double* a = alpha)
        {
            var body = new BackwardBody<T> { Batch = batch, OfLosses = g, Logs = x, Alpha = a, OfLogs = dx };
            Workers.For(batch.Size, ref body);
        }
    }

    /// <summary>ln(eᵃ + eᵇ + eᶜ)</summary>
    private static double Add(double a, double b, double c)
    {
        double most = Math.Max(a, Math.Max(b, c));
        return double.IsNegativeInfinity(most) ? most : most + Math.Log(Math.Exp(a - most) + Math.Exp(b - most) + Math.Exp(c - most));
    }

    private struct ForwardBody<T> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T>
    {
        public CtcBatch Batch;
        public T* Logs, Losses;
        public double* Alpha;

        public readonly void Run(int n)
        {
            int times = (int)Batch.Times[n], places = 2 * (int)Batch.Lengths[n] + 1, width = Batch.Width;
            double* row = Alpha + (nint)n * Batch.MostTimes * width;
            new Span<double>(row, Batch.MostTimes * width).Fill(double.NegativeInfinity);
            for (int t = 0; t < times; t++, row += width)
            {
                for (int s = 0; s < places; s++)
                {
                    double* before = row - width;
                    double sum = t == 0 ? (s < 2 ? 0 : double.NegativeInfinity) : Add(before[s],
                        s > 0 ? before[s - 1] : double.NegativeInfinity,
                        Batch.MayLeap(n, s) ? before[s - 2] : double.NegativeInfinity);
                    row[s] = sum + double.CreateTruncating(Logs[Batch.Place(t, n, s)]);
                }
            }
            row -= width;
            double whole = times == 0 ? (places == 1 ? 0 : double.NegativeInfinity)
                : Add(row[places - 1], places > 1 ? row[places - 2] : double.NegativeInfinity, double.NegativeInfinity);
            Losses[n] = T.CreateTruncating(-whole);
        }
    }

    private struct BackwardBody<T> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T>
    {
        public CtcBatch Batch;
        public T* OfLosses, Logs, OfLogs;
        public double* Alpha;

        public readonly void Run(int n)
        {
            int times = (int)Batch.Times[n], places = 2 * (int)Batch.Lengths[n] + 1, width = Batch.Width;
            if (times == 0) return;
            double* last = Alpha + ((nint)n * Batch.MostTimes + times - 1) * width;
            double whole = Add(last[places - 1], places > 1 ? last[places - 2] : double.NegativeInfinity, double.NegativeInfinity);
            if (!double.IsFinite(whole)) return;
            double[] borrowed = ArrayPool<double>.Shared.Rent(2 * places);
            fixed (double* beta = borrowed)
            {
                // β[s]: ln of the sum over the ends of paths that are at place s now; later[s]: the same one step on, with its factor.
                double* later = beta + places;
                for (int t = times - 1; t >= 0; t--)
                {
                    for (int s = 0; s < places; s++)
                        beta[s] = t == times - 1 ? (s >= places - 2 ? 0 : double.NegativeInfinity) : Add(later[s],
                            s + 1 < places ? later[s + 1] : double.NegativeInfinity,
                            s + 2 < places && Batch.MayLeap(n, s + 2) ? later[s + 2] : double.NegativeInfinity);
                    double* alpha = Alpha + ((nint)n * Batch.MostTimes + t) * width;
                    for (int s = 0; s < places; s++)
                    {
                        nint place = Batch.Place(t, n, s);
                        OfLogs[place] -= OfLosses[n] * T.CreateTruncating(Math.Exp(alpha[s] + beta[s] - whole));
                        later[s] = beta[s] + double.CreateTruncating(Logs[place]);
                    }
                }
            }
            ArrayPool<double>.Shared.Return(borrowed);
        }
    }
}

/// <summary>A batch of targets and the sizes around them; logs lie as [times, batch, classes].</summary>
/// <param name="size">Examples.</param>
/// <param name="mostTimes">Steps of the longest example.</param>
/// <param name="classes">Classes, the blank among them.</param>
/// <param name="most">Labels of the longest target.</param>
/// <param name="blank">Class of the blank.</param>
/// <param name="targets">Labels: [size, most].</param>
/// <param name="times">Steps of each example: [size].</param>
/// <param name="lengths">Labels of each target: [size].</param>
internal readonly unsafe struct CtcBatch(int size, int mostTimes, int classes, int most, int blank, long* targets, long* times,
    long* lengths)
{
    public int Size => size;

    public int MostTimes => mostTimes;

    /// <summary>Places of the longest target.</summary>
    public int Width => 2 * most + 1;

    /// <summary>Steps of each example.</summary>
    public long* Times => times;

    /// <summary>Labels of each target.</summary>
    public long* Lengths => lengths;

    /// <summary>Where the logarithm of the label at place s of example n lies at time t.</summary>
    public nint Place(int t, int n, int s) => ((nint)t * size + n) * classes + Label(n, s);

    /// <summary>True when a path may come to place s from place s − 2: between two different labels.</summary>
    public bool MayLeap(int n, int s) => s % 2 == 1 && s > 1 && Label(n, s) != Label(n, s - 2);

    /// <summary>Throws when a length or a label lies outside of what there is.</summary>
    /// <exception cref="ArgumentException">It names the example.</exception>
    public void Check()
    {
        for (int n = 0; n < size; n++)
        {
            if (times[n] < 0 || times[n] > mostTimes)
                throw new ArgumentException(
                    $"Example {n} is said to be {times[n]} steps long, and there are {mostTimes}. Lengths lie in 0..{mostTimes}.");
            if (lengths[n] < 0 || lengths[n] > most)
                throw new ArgumentException(
                    $"Target {n} is said to have {lengths[n]} labels, and there are {most}. Lengths lie in 0..{most}.");
            for (int i = 0; i < lengths[n]; i++)
            {
                long label = targets[(nint)n * most + i];
                if ((ulong)label >= (ulong)classes || label == blank)
                    throw new ArgumentException(
                        $"Label {i} of target {n} is {label}. Labels are classes in 0..{classes - 1} other than the blank, {blank}.");
            }
        }
    }

    private int Label(int n, int s) => s % 2 == 0 ? blank : (int)targets[(nint)n * most + s / 2];
}
