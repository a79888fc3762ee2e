using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Sums of products of each result channel's gradients with what each tap looks at, over all steps of a part; added to gradients of weights.</summary>
/// <remarks>A sum is spread over sixteen lanes on every processor, and folded by halves: 8, 4, 2, 1. Narrow registers go over their part of the lanes one after
/// the other.</remarks>
internal unsafe struct DotSweep<T, V, W> where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    /// <summary>Gradients of the first channel; bytes to the next channel, to the next step and to the next part of the lanes.</summary>
    public byte* Gradients;
    public nint GradientRow, GradientStep, GradientPart;

    /// <summary>Source numbers; bytes to the next step and to the next part of the lanes.</summary>
    public byte* Source;
    public nint SourceStep, SourcePart;

    public Tap* Taps;
    public int Depth;

    /// <summary>Lines with their gradients as A and their source as B; and the same with A and B exchanged.</summary>
    public DotLine* Lines, Exchanged;
    public int LineCount, Steps;

    /// <summary>Parts of the lanes that hold something.</summary>
    public int Parts;

    /// <summary>Adds to sums[channel · depth + tap], and to totals[channel] the sum of the gradients unless it is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void AddTo(int channels, T* sums, T* totals)
    {
        const int lanes = DotKernel<T, V, W>.Lanes;
        T* room = stackalloc T[12 * lanes];
        // Three of one and four of the other: whichever leaves fewer tiles.
        bool exchanged = Pieces(channels, 4) * Pieces(Depth, 3) < Pieces(channels, 3) * Pieces(Depth, 4);
        EvenCut down = EvenCut.AtMost(channels, exchanged ? 4 : 3), across = EvenCut.AtMost(Depth, exchanged ? 3 : 4);
        if (Parts * W.Count < lanes) new Span<T>(room, 12 * lanes).Clear();
        for (int i = 0; i < down.Pieces; i++)
        {
            int row = down.Start(i), rows = down.Start(i + 1) - row;
            for (int j = 0; j < across.Pieces; j++)
            {
                int tap = across.Start(j), taps = across.Start(j + 1) - tap;
                for (int part = 0; part < Parts; part++) Tile(exchanged, row, rows, tap, taps, part, room + part * W.Count);
                for (int r = 0; r < rows; r++)
                    for (int t = 0; t < taps; t++)
                    {
                        T* sum = sums + (nint)(row + r) * Depth + tap + t;
                        *sum = Wide1<T>.Add(*sum, Fold(room + (exchanged ? 4 * t + r : 4 * r + t) * lanes));
                    }
            }
        }
        if (totals == null) return;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int part = 0; part < Parts; part++)
                DotKernel<T, V, W>.Sum(Gradients + channel * GradientRow + part * GradientPart, GradientStep, LineCount * Steps, room + part * W.Count);
            totals[channel] = Wide1<T>.Add(totals[channel], Fold(room));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Tile(bool exchanged, int row, int rows, int tap, int taps, int part, T* room)
    {
        byte* gradients = Gradients + row * GradientRow + part * GradientPart, source = Source + Taps[tap].Source + part * SourcePart;
        nint first = Taps[tap].Source;
        var tile = default(DotTile);
        (tile.LineCount, tile.Steps) = (LineCount, Steps);
        if (exchanged)
        {
            tile.A = source;
            tile.B = gradients;
            tile.Lines = Exchanged;
            (tile.AStep, tile.BStep) = (SourceStep, GradientStep);
            tile.A1 = taps > 1 ? Taps[tap + 1].Source - first : 0;
            tile.A2 = taps > 2 ? Taps[tap + 2].Source - first : 0;
            (tile.B1, tile.B2, tile.B3) = (GradientRow, 2 * GradientRow, 3 * GradientRow);
            DotKernel<T, V, W>.Run(taps, rows, ref tile, room);
            return;
        }
        tile.A = gradients;
        tile.B = source;
        tile.Lines = Lines;
        (tile.AStep, tile.BStep) = (GradientStep, SourceStep);
        (tile.A1, tile.A2) = (GradientRow, 2 * GradientRow);
        tile.B1 = taps > 1 ? Taps[tap + 1].Source - first : 0;
        tile.B2 = taps > 2 ? Taps[tap + 2].Source - first : 0;
        tile.B3 = taps > 3 ? Taps[tap + 3].Source - first : 0;
        DotKernel<T, V, W>.Run(rows, taps, ref tile, room);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fold(T* lanes)
    {
        if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            float* x = (float*)lanes;
            Vector128<float> a = Vector128.Load(x) + Vector128.Load(x + 8), b = Vector128.Load(x + 4) + Vector128.Load(x + 12), c = a + b;
            c += Vector128.Shuffle(c, Vector128.Create(2, 3, 0, 1));
            return Unsafe.BitCast<float, T>(c[0] + c[1]);
        }
        T* sums = stackalloc T[8];
        for (int i = 0; i < 8; i++) sums[i] = Wide1<T>.Add(lanes[i], lanes[i + 8]);
        for (int half = 4; half > 0; half /= 2)
            for (int i = 0; i < half; i++) sums[i] = Wide1<T>.Add(sums[i], sums[i + half]);
        return sums[0];
    }

    private static int Pieces(int length, int most) => (length + most - 1) / most;
}
