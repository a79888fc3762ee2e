using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Rows of pairs (i, i + n/2), each turned by the angle of its row's position.</summary>
internal unsafe struct RotaryRows<T> : IChunkBody where T : unmanaged
{
    public T* X, Y, Table;

    /// <summary>Steps of a sequence, heads of a step, how many of them turn, numbers of a head.</summary>
    public int Rows, Steps, Heads, Turned, Size, First;
    public bool Back;

    private const int RowsAtOnce = 256;

    public static void Run(ref RotaryRows<T> rows) => Workers.For((rows.Rows + RowsAtOnce - 1) / RowsAtOnce, ref rows);

    public readonly void Run(int chunk)
    {
        int end = Math.Min(Rows, (chunk + 1) * RowsAtOnce), half = Size / 2;
        for (int row = chunk * RowsAtOnce; row < end; row++)
        {
            int step = Math.DivRem(row, Heads, out int head) % Steps;
            T* x = X + (nint)row * Size, y = Y + (nint)row * Size, angles = Table + (nint)(First + step) * Size;
            if (head >= Turned) ScanRow.Copy(x, y, Size);
            else
            {
                var loop = new Turn(x, y, angles, half, Back);
                Elementwise.Range<Turn, T>(ref loop, 0, half);
            }
        }
    }

    private readonly struct Turn(T* x, T* y, T* table, nint half, bool back) : IElementLoop
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            T* source = x, target = y, angles = table;
            nint n = half;
            bool inverse = back;
            for (nint i = from; i < to; i += L.Width)
            {
                L a = L.Load(source + i), b = L.Load(source + n + i), cos = L.Load(angles + i), sin = L.Load(angles + n + i);
                if (inverse) sin = -sin;
                (a * cos - b * sin).Store(target + i);
                (b * cos + a * sin).Store(target + n + i);
            }
        }
    }
}
