using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A function of two numbers of type T with a result of type R, for types that do not run in lanes.</summary>
internal interface IPairRule<T, R>
{
    R Of(T a, T b);
}

/// <summary>Walks two tensors under broadcasting and fills a contiguous result; long ones on several threads, cut by the shape
/// alone.</summary>
internal static unsafe class BroadcastLoop
{
    /// <summary>Rows of floating-point numbers in lanes.</summary>
    public static void Floats<TFunction, T>(Tensor a, Tensor b, Tensor y) where TFunction : struct, IBinaryFunction where T : unmanaged
    {
        if (y.Count == 0) return;
        fixed (T* pa = &a.Origin<T>(), pb = &b.Origin<T>(), py = &y.Origin<T>())
            Run(new Broadcasting(a.Layout, b.Layout, y.Shape), new FloatRow<TFunction, T>(pa, pb, py));
    }

    /// <summary>Number by number.</summary>
    public static void Each<T, R, TRule>(Tensor a, Tensor b, Tensor y)
        where T : unmanaged where R : unmanaged where TRule : struct, IPairRule<T, R>
    {
        if (y.Count == 0) return;
        fixed (T* pa = &a.Origin<T>(), pb = &b.Origin<T>())
        fixed (R* py = &y.Origin<R>())
            Run(new Broadcasting(a.Layout, b.Layout, y.Shape), new RuleRow<T, R, TRule>(pa, pb, py));
    }

    private static void Run<TRow>(in Broadcasting walk, TRow row) where TRow : struct, IRow
    {
        var body = new Body<TRow>(walk, row);
        if ((long)walk.Rows * walk.Row > 2 * Elementwise.Chunk) Workers.For(body.Chunks, ref body);
        else body.RunRows(0, walk.Rows);
    }

    /// <summary>A row of the result, or a part of one.</summary>
    private interface IRow
    {
        /// <summary>Fills the numbers from..to−1 of the row that starts at these places.</summary>
        void Run((nint A, nint B) start, (int A, int B) step, nint target, int from, int to);
    }

    /// <summary>Chunks of whole rows, or of parts of long ones.</summary>
    private struct Body<TRow>(Broadcasting walk, TRow row) : IChunkBody where TRow : struct, IRow
    {
        private readonly Broadcasting walk = walk;
        private readonly int parts = (walk.Row - 1) / Elementwise.Chunk + 1, rowsAtOnce = Math.Max(1, Elementwise.Chunk / walk.Row);
        private TRow row = row;

        public readonly int Chunks => parts > 1 ? walk.Rows * parts : (walk.Rows - 1) / rowsAtOnce + 1;

        public void Run(int chunk)
        {
            if (parts == 1)
            {
                RunRows(chunk * rowsAtOnce, Math.Min(walk.Rows, (chunk + 1) * rowsAtOnce));
                return;
            }
            int number = Math.DivRem(chunk, parts, out int part), from = part * Elementwise.Chunk;
            row.Run(walk.Start(number), walk.Step, (nint)number * walk.Row, from, Math.Min(walk.Row, from + Elementwise.Chunk));
        }

        public void RunRows(int from, int to)
        {
            int length = walk.Row;
            var step = walk.Step;
            for (int r = from; r < to; r++) row.Run(walk.Start(r), step, (nint)r * length, 0, length);
        }
    }

    private struct FloatRow<TFunction, T>(T* a, T* b, T* y) : IRow where TFunction : struct, IBinaryFunction where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Run((nint A, nint B) start, (int A, int B) step, nint target, int from, int to)
        {
            var loop = new BinaryLoop<TFunction, T>(default, a + start.A, step.A, b + start.B, step.B, y + target);
            if (step.A is 0 or 1 && step.B is 0 or 1) Elementwise.Range<BinaryLoop<TFunction, T>, T>(ref loop, from, to);
            else loop.Run<Lane<T, T, Register1<T>>>(from, to);
        }
    }

    private struct RuleRow<T, R, TRule>(T* a, T* b, R* y) : IRow
        where T : unmanaged where R : unmanaged where TRule : struct, IPairRule<T, R>
    {
        public readonly void Run((nint A, nint B) start, (int A, int B) step, nint target, int from, int to)
        {
            T* p = a + start.A, q = b + start.B;
            R* result = y + target;
            for (nint i = from; i < to; i++) result[i] = default(TRule).Of(p[i * step.A], q[i * step.B]);
        }
    }
}
