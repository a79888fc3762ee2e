using System.Buffers;
using System.Numerics;

namespace Cajal;

/// <summary>Norms whose statistics are taken over rows (layer, group, instance, root mean square): spans in, spans out. Chunks are whole
/// rows, and
/// their gradients of γ and β are added up in their order.</summary>
internal static unsafe class RowNorm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = (x − μ)/√(σ² + ε) · γ + β, with μ and 1/√(σ² + ε)      [rows, length], [groups · channels] or nothing → [rows,
    /// length], [rows], [rows]</summary>
    public static void Forward(ReadOnlySpan<T> x, ReadOnlySpan<T> gamma, ReadOnlySpan<T> beta, in NormShape shape, Span<T> y, Span<T> mean,
        Span<T> inverse)
    {
        fixed (T* px = x, pGamma = gamma, pBeta = beta, py = y, pMean = mean, pInverse = inverse)
        {
            var body = new ForwardBody
            {
                Work = new NormRows<T> { X = px, Gamma = pGamma, Beta = pBeta, Y = py, Mean = pMean, Inverse = pInverse, Shape = shape },
                Chunks = new(mean.Length, shape.Length),
            };
            Workers.For(body.Chunks.Chunks, ref body);
        }
    }

    /// <summary>The gradients of x, γ and β; without γ only that of x.</summary>
    public static void Backward(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> inverse,
        ReadOnlySpan<T> gamma, in NormShape shape,
        Span<T> dx, Span<T> dGamma, Span<T> dBeta)
    {
        var chunks = new RowChunks(mean.Length, shape.Length);
        int channels = gamma.Length, size = 2 * channels * chunks.Chunks;
        T[] borrowed = ArrayPool<T>.Shared.Rent(size);
        borrowed.AsSpan(0, size).Clear();
        fixed (T* pdy = dy, px = x, pMean = mean, pInverse = inverse, pGamma = gamma, pdx = dx, partial = borrowed)
        {
            var body = new BackwardBody
            {
                Work = new NormRowsBackward<T>
                {
                    X = px,
                    Dy = pdy,
                    Mean = pMean,
                    Inverse = pInverse,
                    Gamma = pGamma,
                    Dx = pdx,
                    DGamma = partial,
                    DBeta = partial + channels * chunks.Chunks,
                    Shape = shape,
                },
                Chunks = chunks,
                Channels = channels,
            };
            Workers.For(chunks.Chunks, ref body);
        }
        if (channels > 0)
        {
            Reduce.SumColumns<T>(borrowed.AsSpan(0, size / 2), chunks.Chunks, channels, dGamma);
            Reduce.SumColumns<T>(borrowed.AsSpan(size / 2, size / 2), chunks.Chunks, channels, dBeta);
        }
        ArrayPool<T>.Shared.Return(borrowed);
    }

    private struct ForwardBody : IChunkBody
    {
        public NormRows<T> Work;
        public RowChunks Chunks;

        public readonly void Run(int chunk)
        {
            var work = Work;
            (work.FirstRow, work.Rows) = Chunks.Of(chunk);
            LaneWidth.Run<NormRows<T>, T>(ref work);
        }
    }

    private struct BackwardBody : IChunkBody
    {
        public NormRowsBackward<T> Work;
        public RowChunks Chunks;
        public int Channels;

        public readonly void Run(int chunk)
        {
            var work = Work;
            (work.FirstRow, work.Rows) = Chunks.Of(chunk);
            work.DGamma += (nint)chunk * Channels;
            work.DBeta += (nint)chunk * Channels;
            LaneWidth.Run<NormRowsBackward<T>, T>(ref work);
        }
    }
}
