using System.Buffers;

namespace Cajal.Data;

/// <summary>new(x) = old(A·x + b + d(x)) with straight lines between the four pixels around; outside of the picture lies the mean of its
/// border.</summary>
internal static class Resampling
{
    public static void Apply(Span<float> picture, PictureGrid grid, Bend bend, Elastic? elastic, Rng rng)
    {
        int size = grid.Height * grid.Width;
        int down = elastic?.Points(grid.Height) ?? 0, across = elastic?.Points(grid.Width) ?? 0, points = down * across;
        float[] rented = ArrayPool<float>.Shared.Rent(picture.Length + 2 * size + 2 * points);
        var old = rented.AsSpan(0, picture.Length);
        picture.CopyTo(old);
        Span<float> xs = rented.AsSpan(picture.Length, size), ys = rented.AsSpan(picture.Length + size, size);
        Places(xs, ys, grid, bend);
        if (elastic is not null)
        {
            var field = rented.AsSpan(picture.Length + 2 * size, 2 * points);
            elastic.Draw(field, rng);
            Warp(xs, ys, grid, elastic, field, down, across);
        }
        for (int plane = 0; plane < grid.Planes; plane++)
            Sample(old.Slice(plane * size, size), xs, ys, grid, picture.Slice(plane * size, size));
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Places(Span<float> xs, Span<float> ys, PictureGrid grid, Bend bend)
    {
        double middleX = (grid.Width - 1) / 2.0, middleY = (grid.Height - 1) / 2.0;
        for (int y = 0, i = 0; y < grid.Height; y++)
            for (int x = 0; x < grid.Width; x++, i++)
            {
                double fromX = x - middleX, fromY = y - middleY;
                xs[i] = (float)(bend.Xx * fromX + bend.Xy * fromY + bend.X + middleX);
                ys[i] = (float)(bend.Yx * fromX + bend.Yy * fromY + bend.Y + middleY);
            }
    }

    private static void Warp(Span<float> xs, Span<float> ys, PictureGrid grid, Elastic elastic, ReadOnlySpan<float> field, int down,
        int across)
    {
        Span<float> wy = stackalloc float[4], wx = stackalloc float[4];
        // The four rows of the coarse grid that a row of pixels looks at, added up first.
        Span<float> rowX = stackalloc float[across <= 256 ? across : 0], rowY = stackalloc float[rowX.Length];
        if (across > 256)
        {
            rowX = new float[across];
            rowY = new float[across];
        }
        for (int y = 0, i = 0; y < grid.Height; y++)
        {
            int top = elastic.Weights(y, wy);
            for (int k = 0; k < across; k++)
            {
                float dx = 0, dy = 0;
                for (int j = 0; j < 4; j++)
                {
                    dx += wy[j] * field[(top + j) * across + k];
                    dy += wy[j] * field[(down + top + j) * across + k];
                }
                (rowX[k], rowY[k]) = (dx, dy);
            }
            for (int x = 0; x < grid.Width; x++, i++)
            {
                int left = elastic.Weights(x, wx);
                for (int j = 0; j < 4; j++)
                {
                    xs[i] += wx[j] * rowX[left + j];
                    ys[i] += wx[j] * rowY[left + j];
                }
            }
        }
    }

    private static void Sample(ReadOnlySpan<float> old, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, PictureGrid grid,
        Span<float> result)
    {
        float outside = BorderMean(old, grid);
        int width = grid.Width, height = grid.Height;
        for (int i = 0; i < result.Length; i++)
        {
            float x = xs[i], y = ys[i];
            if (!(x > -1 && y > -1 && x < width && y < height))
            {
                result[i] = outside;
                continue;
            }
            int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
            float right = x - left, below = y - top;
            float a, b, c, d;
            if (left >= 0 && top >= 0 && left + 1 < width && top + 1 < height)
            {
                int at = top * width + left;
                (a, b, c, d) = (old[at], old[at + 1], old[at + width], old[at + width + 1]);
            }
            else
            {
                (a, b) = (At(old, left, top, grid, outside), At(old, left + 1, top, grid, outside));
                (c, d) = (At(old, left, top + 1, grid, outside), At(old, left + 1, top + 1, grid, outside));
            }
            float upper = a + right * (b - a), lower = c + right * (d - c);
            result[i] = upper + below * (lower - upper);
        }
    }

    private static float At(ReadOnlySpan<float> old, int x, int y, PictureGrid grid, float outside) =>
        (uint)x < (uint)grid.Width && (uint)y < (uint)grid.Height ? old[y * grid.Width + x] : outside;

    private static float BorderMean(ReadOnlySpan<float> plane, PictureGrid grid)
    {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < grid.Height; y++)
        {
            // The first and last row whole, of the others the ends.
            int step = y == 0 || y == grid.Height - 1 ? 1 : Math.Max(1, grid.Width - 1);
            for (int x = 0; x < grid.Width; x += step, count++) sum += plane[y * grid.Width + x];
        }
        return (float)(sum / count);
    }
}
