using System.Numerics;

namespace Cajal;

/// <summary>Batch norm, whose statistics are taken over examples and places of a channel: spans in, spans out. A channel is worked on by
/// one thread.</summary>
internal static unsafe class BatchStatistics
{
    /// <summary>y = (x − μ)/√(σ² + ε) · γ + β, with μ and σ²      [examples, channels, places], [channels] or nothing → x's shape,
    /// [channels], [channels]</summary>
    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gamma, ReadOnlySpan<T> beta, int examples, int places, double epsilon,
        Span<T> y, Span<T> mean, Span<T> variance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x, pGamma = gamma, pBeta = beta, py = y, pMean = mean, pVariance = variance)
        {
            var body = new Body<T>
            {
                Rows = new BatchRows<T>
                {
                    X = px,
                    Gamma = pGamma,
                    Beta = pBeta,
                    Y = py,
                    Mean = pMean,
                    Variance = pVariance,
                    Examples = examples,
                    Channels = mean.Length,
                    Places = places,
                    Epsilon = epsilon,
                },
            };
            Workers.For(body.Chunks, ref body);
        }
    }

    /// <summary>The gradients of x, γ and β; of x alone when there is no room for the others.</summary>
    public static void Backward<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> mean, ReadOnlySpan<T> variance,
        ReadOnlySpan<T> gamma,
        int examples, int places, double epsilon, Span<T> dx, Span<T> dGamma, Span<T> dBeta) where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* pdy = dy, px = x, pMean = mean, pVariance = variance, pGamma = gamma, pdx = dx, pdGamma = dGamma, pdBeta = dBeta)
        {
            var body = new Body<T>
            {
                Rows = new BatchRows<T>
                {
                    X = px,
                    Dy = pdy,
                    Gamma = pGamma,
                    Y = pdx,
                    Mean = pMean,
                    Variance = pVariance,
                    DGamma = pdGamma,
                    DBeta = pdBeta,
                    Examples = examples,
                    Channels = mean.Length,
                    Places = places,
                    Epsilon = epsilon,
                },
            };
            Workers.For(body.Chunks, ref body);
        }
    }

    /// <summary>1/√(σ² + ε)</summary>
    public static T Inverse<T>(T variance, double epsilon) where T : unmanaged, IFloatingPointIeee754<T> =>
        T.CreateTruncating(1 / Math.Sqrt(double.CreateTruncating(variance) + epsilon));

    private struct Body<T> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T>
    {
        public BatchRows<T> Rows;

        // Channels at once follow from the shape alone; single numbers come in whole cache lines.
        private readonly int AtOnce
        {
            get
            {
                long numbers = (long)Rows.Examples * Rows.Places, wished = Math.Max(1, Elementwise.Chunk / Math.Max(1, numbers));
                return (int)Math.Min(Rows.Channels, Rows.Places == 1 ? (wished + 31) / 32 * 32 : wished);
            }
        }

        public readonly int Chunks => (Rows.Channels + AtOnce - 1) / Math.Max(1, AtOnce);

        public readonly void Run(int chunk)
        {
            int first = chunk * AtOnce, end = Math.Min(Rows.Channels, first + AtOnce);
            if (Rows.Places == 1)
            {
                var columns = new BatchColumns<T>
                {
                    X = Rows.X,
                    Dy = Rows.Dy,
                    Gamma = Rows.Gamma,
                    Beta = Rows.Beta,
                    Y = Rows.Y,
                    Mean = Rows.Mean,
                    Variance = Rows.Variance,
                    DGamma = Rows.DGamma,
                    DBeta = Rows.DBeta,
                    Examples = Rows.Examples,
                    Channels = Rows.Channels,
                    First = first,
                    End = end,
                    Epsilon = Rows.Epsilon,
                };
                LaneWidth.Run<BatchColumns<T>, T>(ref columns);
                return;
            }
            var rows = Rows;
            (rows.First, rows.End) = (first, end);
            LaneWidth.Run<BatchRows<T>, T>(ref rows);
        }
    }
}
