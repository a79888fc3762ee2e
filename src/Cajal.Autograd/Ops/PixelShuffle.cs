namespace Cajal;

/// <summary>Channels arranged as places and back.</summary>
public static class PixelShuffleOnTensor
{
    extension(Tensor x)
    {
        /// <summary>y[n, c, h·r + i, w·r + j] = x[n, c·r² + i·r + j, h, w]      [N, C·r², H, W] → [N, C, H·r, W·r]</summary>
        /// <remarks>Source: Shi et al. (2016).</remarks>
        /// <exception cref="ShapeException">Channels that r² does not divide.</exception>
        public Tensor PixelShuffle(int upscaleFactor)
        {
            int r = Require(upscaleFactor);
            if (x.Rank != 4 || x.Shape[1] % (r * r) != 0) throw new ShapeException("PixelShuffle",
                $"[N, C, H, W] with channels that {r * r} divides", x.Shape);
            int n = x.Shape[0], c = x.Shape[1] / (r * r), h = x.Shape[2], w = x.Shape[3];
            return x.Reshape(n, c, r, r, h, w).Permute(0, 1, 4, 2, 5, 3).Reshape(n, c, h * r, w * r);
        }

        /// <summary>y[n, c·r² + i·r + j, h, w] = x[n, c, h·r + i, w·r + j]      [N, C, H·r, W·r] → [N, C·r², H, W]</summary>
        /// <exception cref="ShapeException">Heights or widths that r does not divide.</exception>
        public Tensor PixelUnshuffle(int downscaleFactor)
        {
            int r = Require(downscaleFactor);
            if (x.Rank != 4 || x.Shape[2] % r != 0 || x.Shape[3] % r != 0)
                throw new ShapeException("PixelUnshuffle", $"[N, C, H, W] with a height and width that {r} divides", x.Shape);
            int n = x.Shape[0], c = x.Shape[1], h = x.Shape[2] / r, w = x.Shape[3] / r;
            return x.Reshape(n, c, h, r, w, r).Permute(0, 1, 3, 5, 2, 4).Reshape(n, c * r * r, h, w);
        }
    }

    private static int Require(int factor) => factor is >= 1 and < 1 << 15 ? factor
        : throw new ArgumentException($"The factor of a pixel shuffle is at least 1; received {factor}.", nameof(factor));
}
