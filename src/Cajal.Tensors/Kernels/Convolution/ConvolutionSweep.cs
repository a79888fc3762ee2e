using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>All result channels of a group at a list of spots: tile by tile, the source numbers of a few spots used for all channels while they are near.</summary>
internal static unsafe class ConvolutionSweep<T, V, W> where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ConvolutionTile<T> tile, int channels, int spots)
    {
        if (channels == 0 || spots == 0) return;
        int together = SpotsAtOnce(channels, spots);
        EvenCut across = EvenCut.AtMost(spots, together), down = EvenCut.AtMost(channels, ConvolutionKernel<T, V, W>.RowsBeside(together));
        byte* weights = tile.Weights, result = tile.Result;
        T* bias = tile.Bias;
        var end = tile.End;
        Spot* first = tile.Spots;
        for (int s = 0; s < across.Pieces; s++)
        {
            int from = across.Start(s), count = across.Start(s + 1) - from;
            tile.Spots = first + from;
            for (int r = 0; r < down.Pieces; r++)
            {
                int row = down.Start(r);
                tile.Weights = weights + row * tile.WeightRow;
                tile.Result = result + row * tile.ResultRow;
                if (bias != null) tile.Bias = bias + row;
                int rows = down.Start(r + 1) - row;
                ConvolutionKernel<T, V, W>.Run(rows, count, ref tile);
                if (!end.IsThere) continue;
                tile.End = end.From(row);
                ConvolutionEnds<T, V, W>.Run(rows, count, ref tile);
            }
        }
    }

    /// <summary>Spots beside one another: so many that channels and spots fill whole tiles best.</summary>
    private static int SpotsAtOnce(int channels, int spots)
    {
        if (spots == 1) return 1;
        int best = 1;
        double fill = 0;
        for (int wide = Math.Min(spots, GemmGrid.HasManyRegisters ? 4 : 3); wide >= 1; wide--)
        {
            int rows = ConvolutionKernel<T, V, W>.RowsBeside(wide);
            // Rows in a tile times spots: accumulators at work; the loads of a step are one for each spot and one for each row.
            double height = (double)channels / ((channels + rows - 1) / rows), width = (double)spots / ((spots + wide - 1) / wide);
            double used = height * width * height * width / Math.Max(height * width, height + width + 4);
            if (used > fill + 1e-9) (best, fill) = (wide, used);
        }
        return best;
    }
}
