using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
                T* first = sums + (nint)row * Depth + tap;
                if (exchanged) Add(room, taps, 1, rows, Depth, first);
                else Add(room, rows, Depth, taps, 1, first);
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

    // Up to 3 × 4 sums, added at their places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Add(T* room, int a, nint aStep, int b, nint bStep, T* sums)
    {
        const int lanes = DotKernel<T, V, W>.Lanes;
        for (; a > 0; a--, room += 4 * lanes, sums += aStep)
        {
            if (typeof(T) == typeof(float) && Avx512F.IsSupported && b == 4)
            {
                float* target = (float*)sums;
                var four = FourFolded((float*)room);
                if (bStep == 1) (Vector128.Load(target) + four).Store(target);
                else
                    for (int j = 0; j < 4; j++) target[j * bStep] += four[j];
                continue;
            }
            for (int j = 0; j < b; j++) sums[j * bStep] = Wide1<T>.Add(sums[j * bStep], Fold(room + j * lanes));
        }
    }

    // The same as folding each of four, half by half in registers that hold halves of two, then quarters of four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourFolded(float* lanes)
    {
        Vector512<float> a = Vector512.Load(lanes), b = Vector512.Load(lanes + 16), c = Vector512.Load(lanes + 32), d = Vector512.Load(lanes + 48);
        Vector512<float> ab = Avx512F.Shuffle4x128(a, b, 0x44) + Avx512F.Shuffle4x128(a, b, 0xEE);
        Vector512<float> cd = Avx512F.Shuffle4x128(c, d, 0x44) + Avx512F.Shuffle4x128(c, d, 0xEE);
        Vector512<float> all = Avx512F.Shuffle4x128(ab, cd, 0x88) + Avx512F.Shuffle4x128(ab, cd, 0xDD);
        all += Avx512F.Permute4x32(all, 0x4E);
        all += Avx512F.Permute4x32(all, 0xB1);
        return Avx512F.PermuteVar16x32(all, Vector512.Create(0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).GetLower().GetLower();
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
