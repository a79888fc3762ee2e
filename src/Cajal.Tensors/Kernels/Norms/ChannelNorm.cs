using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>y = (x − μ) · factor + shift with numbers of their own for each channel      [examples, channels, places] → the same</summary>
internal static unsafe class ChannelNorm
{
    /// <summary>The factor is 1/√(σ² + ε) · γ, the shift β; γ and β may be left out.</summary>
    public static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> variance, ReadOnlySpan<T> gamma,
        ReadOnlySpan<T> beta, int examples,
        int places, double epsilon, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channels = mean.Length;
        T[] borrowed = ArrayPool<T>.Shared.Rent(2 * channels);
        Factors(variance, gamma, beta, epsilon, borrowed);
        fixed (T* px = x, pMean = mean, pFactor = borrowed, py = y)
        {
            var body = new Body<T>
            {
                Work = new Rows<T>
                {
                    X = px,
                    Mean = pMean,
                    Factor = pFactor,
                    Shift = pFactor + channels,
                    Y = py,
                    Channels = channels,
                    Places = places
                },
                Chunks = new(examples, channels * places),
            };
            Workers.For(body.Chunks.Chunks, ref body);
        }
        ArrayPool<T>.Shared.Return(borrowed);
    }

    /// <summary>Factors [channels], then shifts [channels].</summary>
    public static void Factors<T>(ReadOnlySpan<T> variance, ReadOnlySpan<T> gamma, ReadOnlySpan<T> beta, double epsilon, Span<T> factors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int channels = variance.Length;
        for (int c = 0; c < channels; c++)
        {
            T inverse = BatchStatistics.Inverse(variance[c], epsilon);
            factors[c] = gamma.Length > 0 ? inverse * gamma[c] : inverse;
            factors[channels + c] = beta.Length > 0 ? beta[c] : T.Zero;
        }
    }

    /// <summary>Some places of one channel.</summary>
    public static void Row<T>(T* x, T* y, int count, T mean, T factor, T shift) where T : unmanaged
    {
        var work = new OneRow<T> { X = x, Y = y, Count = count, Mean = mean, Factor = factor, Shift = shift };
        LaneWidth.Run<OneRow<T>, T>(ref work);
    }

    private struct OneRow<T> : IRegisterWork<T> where T : unmanaged
    {
        public T* X, Y;
        public int Count;
        public T Mean, Factor, Shift;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V> =>
            NormChannel.Apply<T, V, R>(X, Y, Count, Mean, Factor, Shift);
    }

    private struct Body<T> : IChunkBody where T : unmanaged
    {
        public Rows<T> Work;
        public RowChunks Chunks;

        public readonly void Run(int chunk)
        {
            var work = Work;
            (work.First, work.Count) = Chunks.Of(chunk);
            LaneWidth.Run<Rows<T>, T>(ref work);
        }
    }

    private struct Rows<T> : IRegisterWork<T> where T : unmanaged
    {
        public T* X, Mean, Factor, Shift, Y;
        public int Channels, Places, First, Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
        {
            T* x = X + (nint)First * Channels * Places, y = Y + (nint)First * Channels * Places;
            for (int n = 0; n < Count; n++)
            {
                if (Places == 1)
                {
                    Numbers<V, R>(x, y);
                    x += Channels;
                    y += Channels;
                    continue;
                }
                for (int c = 0; c < Channels; c++, x += Places, y += Places) NormChannel.Apply<T, V,
                    R>(x, y, Places, Mean[c], Factor[c], Shift[c]);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Numbers<V, R>(T* x, T* y) where V : struct where R : struct, IRegister<T, V>
        {
            int i = 0, rest = Channels % R.Count;
            for (; i + R.Count <= Channels; i += R.Count)
                R.Store(R.MultiplyAdd(R.Subtract(R.Load(x + i), R.Load(Mean + i)), R.Load(Factor + i), R.Load(Shift + i)), y + i);
            if (rest == 0) return;
            V none = R.Of(0), d = R.Subtract(R.LoadPart(x + i, rest, none), R.LoadPart(Mean + i, rest, none));
            R.StorePart(R.MultiplyAdd(d, R.LoadPart(Factor + i, rest, none), R.LoadPart(Shift + i, rest, none)), y + i, rest);
        }
    }
}
