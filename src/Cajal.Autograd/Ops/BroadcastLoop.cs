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

    /// <summary>A truth value for each pair.</summary>
    public static void Masks<T, TRule>(Tensor a, Tensor b, Tensor y) where T : unmanaged where TRule : struct, IMaskRule<T>
    {
        if (y.Count == 0) return;
        fixed (T* pa = &a.Origin<T>(), pb = &b.Origin<T>())
        fixed (bool* py = &y.Origin<bool>())
            Run(new Broadcasting(a.Layout, b.Layout, y.Shape), new TruthRow<T, TRule>(pa, pb, py));
    }

    private static void Run<TRow>(in Broadcasting walk, TRow row) where TRow : struct, IRow
    {
        var body = new Body<TRow>(walk, row);
        Workers.For(body.Chunks, ref body);
    }

    /// <summary>A row of the result, or a part of one.</summary>
    private interface IRow
    {
        /// <summary>Fills the numbers from..to−1 of the row that starts at these places.</summary>
        void Run((nint A, nint B) start, (int A, int B) step, nint target, int from, int to);
    }

    private struct Body<TRow>(Broadcasting walk, TRow row) : IChunkBody where TRow : struct, IRow
    {
        private readonly Broadcasting walk = walk;
        private readonly RowParts parts = new(walk.Rows, walk.Row);
        private TRow row = row;

        public readonly int Chunks => parts.Chunks;

        public void Run(int chunk)
        {
            var (first, end, from, to) = parts.Of(chunk);
            int length = walk.Row;
            var step = walk.Step;
            for (int r = first; r < end; r++) row.Run(walk.Start(r), step, (nint)r * length, from, to);
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

    private struct TruthRow<T, TRule>(T* a, T* b, bool* y) : IRow where T : unmanaged where TRule : struct, IMaskRule<T>
    {
        public readonly void Run((nint A, nint B) start, (int A, int B) step, nint target, int from, int to) =>
            MaskRow.Run<T, TRule>(a + start.A + (nint)from * step.A, step.A, b + start.B + (nint)from * step.B, step.B, y + target + from, to - from);
    }
}
