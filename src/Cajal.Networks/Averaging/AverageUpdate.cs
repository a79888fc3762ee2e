using System.Runtime.CompilerServices;

namespace Cajal.Networks;

/// <summary>a ← a + share · (v − a)      reads v and a number the share follows from; writes a</summary>
/// <remarks>A share of 1 copies v as it is, one of 0 leaves a alone, whatever they hold.</remarks>
internal abstract record AverageUpdate : UpdateOp
{
    /// <summary>The share of the new value.</summary>
    protected abstract double ShareOf(Tensor number);

    public sealed override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        double share = ShareOf(x[1]);
        if (share == 0) return;
        if (y[0].DType == DType.Float32) Run<float>(share, x[0], y[0]);
        else Run<double>(share, x[0], y[0]);
    }

    private static unsafe void Run<T>(double share, Tensor value, Tensor average) where T : unmanaged
    {
        using var v = new Dense<T>(value);
        var a = average.Span<T>();
        if (share == 1) v.Span.CopyTo(a);
        else fixed (T* pv = v.Span, pa = a) Elementwise.Run<Loop<T>, T>(new Loop<T>(share, pv, pa), a.Length);
    }

    private readonly unsafe struct Loop<T>(Coefficient share, T* v, T* a) : IElementLoop where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            Coefficient here = share;
            T* pv = v, pa = a;
            for (int i = from; i < to; i += L.Width)
            {
                L old = L.Load(pa + i);
                L.Flush(L.MultiplyAdd(here.As<L>(), L.Load(pv + i) - old, old)).Store(pa + i);
            }
        }
    }
}
