using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Sums of terms over rows. Number i of a row goes to sum i mod 16; after at most 2048 numbers each of the 16 is added up in
/// Float64, and
/// at the end they are joined by halves: the same bits at every width of registers.</summary>
internal static unsafe class RowTotals<T, TTerms, V, R>
    where T : unmanaged where TTerms : struct, ITerms<T> where V : struct where R : struct, IRegister<T, V>
{
    private const int Piece = 2048;

    /// <summary>Σ of the first and of the second terms over rows whose starts lie <paramref name="pitch"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    public static (double First, double Second) Of(TTerms terms, int rows, int length, nint pitch)
    {
        double* wide = stackalloc double[32];
        new Span<double>(wide, 32).Clear();
        if (R.Count is 4 or 8 or 16) InRegisters(terms, rows, length, pitch, wide);
        else InMemory(terms, rows, length, pitch, wide);
        return (Joined(wide), TTerms.AreTwo ? Joined(wide + 16) : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InRegisters(TTerms terms, int rows, int length, nint pitch, double* wide)
    {
        V none = R.Of(0), a = none, b = none, c = none, d = none, e = none, f = none, g = none, h = none;
        int pending = 0;
        for (int row = 0; row < rows; row++)
            for (int from = 0; from < length; from += Piece)
            {
                int count = Math.Min(Piece, length - from);
                nint i = row * pitch + from, end = i + (count & ~15);
                for (; i < end; i += 16)
                {
                    Add(terms, i, ref a, ref e);
                    if (R.Count <= 8) Add(terms, i + R.Count, ref b, ref f);
                    if (R.Count > 4) continue;
                    Add(terms, i + 2 * R.Count, ref c, ref g);
                    Add(terms, i + 3 * R.Count, ref d, ref h);
                }
                int rest = count & 15;
                if (rest > 0)
                {
                    AddPart(terms, i, rest, ref a, ref e);
                    if (R.Count <= 8 && rest > R.Count) AddPart(terms, i + R.Count, rest - R.Count, ref b, ref f);
                    if (R.Count <= 4 && rest > 2 * R.Count) AddPart(terms, i + 2 * R.Count, rest - 2 * R.Count, ref c, ref g);
                    if (R.Count <= 4 && rest > 3 * R.Count) AddPart(terms, i + 3 * R.Count, rest - 3 * R.Count, ref d, ref h);
                }
                pending += (count + 15) & ~15;
                if (pending < Piece && (row < rows - 1 || from + count < length)) continue;
                Spill(ref a, ref b, ref c, ref d, wide);
                if (TTerms.AreTwo) Spill(ref e, ref f, ref g, ref h, wide + 16);
                pending = 0;
            }
    }

    // The same for registers of another size: single numbers, or two at a time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InMemory(TTerms terms, int rows, int length, nint pitch, double* wide)
    {
        T* sums = stackalloc T[32];
        new Span<T>(sums, 32).Clear();
        int pending = 0;
        for (int row = 0; row < rows; row++)
            for (int from = 0; from < length; from += Piece)
            {
                int count = Math.Min(Piece, length - from), i = 0;
                nint start = row * pitch + from;
                for (; i + R.Count <= count; i += R.Count)
                {
                    V first = terms.First<V, R>(start + i);
                    Grow(sums + (i & 15), first);
                    if (TTerms.AreTwo) Grow(sums + 16 + (i & 15), terms.Second<V, R>(start + i, first));
                }
                if (i < count)
                {
                    V first = terms.FirstPart<V, R>(start + i, count - i);
                    Grow(sums + (i & 15), first);
                    if (TTerms.AreTwo) Grow(sums + 16 + (i & 15), terms.SecondPart<V, R>(start + i, count - i, first));
                }
                pending += (count + 15) & ~15;
                if (pending < Piece && (row < rows - 1 || from + count < length)) continue;
                for (i = 0; i < 32; i += R.Count) R.AddTo(R.Load(sums + i), wide + i);
                new Span<T>(sums, 32).Clear();
                pending = 0;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Grow(T* sums, V value) => R.Store(R.Add(R.Load(sums), value), sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TTerms terms, nint i, ref V first, ref V second)
    {
        V term = terms.First<V, R>(i);
        first = R.Add(first, term);
        if (TTerms.AreTwo) second = R.Add(second, terms.Second<V, R>(i, term));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPart(TTerms terms, nint i, int count, ref V first, ref V second)
    {
        if (count >= R.Count)
        {
            Add(terms, i, ref first, ref second);
            return;
        }
        V term = terms.FirstPart<V, R>(i, count);
        first = R.Add(first, term);
        if (TTerms.AreTwo) second = R.Add(second, terms.SecondPart<V, R>(i, count, term));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spill(ref V a, ref V b, ref V c, ref V d, double* wide)
    {
        R.AddTo(a, wide);
        if (R.Count <= 8) R.AddTo(b, wide + R.Count);
        if (R.Count <= 4) R.AddTo(c, wide + 2 * R.Count);
        if (R.Count <= 4) R.AddTo(d, wide + 3 * R.Count);
        a = b = c = d = R.Of(0);
    }

    // i and i + 8, i and i + 4, …: the order of IRegister.Total.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Joined(double* s) =>
        (((s[0] + s[8]) + (s[4] + s[12])) + ((s[2] + s[10]) + (s[6] + s[14])))
            + (((s[1] + s[9]) + (s[5] + s[13])) + ((s[3] + s[11]) + (s[7] + s[15])));
}
