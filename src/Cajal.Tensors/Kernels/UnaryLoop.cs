using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>An elementwise function y = F(x) with its derivative D, each written once against lanes.</summary>
public interface IUnaryFunction
{
    /// <summary>y = F(x)</summary>
    L F<L>(L x) where L : struct, ILane<L>;

    /// <summary>dy/dx at x, where y = F(x) is at hand.</summary>
    L D<L>(L x, L y) where L : struct, ILane<L>;
}

/// <summary>y = F(x) over a row.</summary>
internal readonly unsafe struct UnaryLoop<TFunction, T>(TFunction function, T* x, T* y) : IElementLoop
    where TFunction : struct, IUnaryFunction where T : unmanaged
{
    public static void Run(TFunction function, ReadOnlySpan<T> x, Span<T> y)
    {
        fixed (T* px = x, py = y) Elementwise.Run<UnaryLoop<TFunction, T>, T>(new(function, px, py), x.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<L>(int from, int to) where L : struct, ILane<L>
    {
        T* source = x, target = y;
        for (nint i = from; i < to; i += L.Width) function.F(L.Load(source + i)).Store(target + i);
    }
}

/// <summary>dx = dy · D(x, y) over a row.</summary>
internal readonly unsafe struct UnaryBackwardLoop<TFunction, T>(TFunction function, T* dy, T* x, T* y, T* dx) : IElementLoop
    where TFunction : struct, IUnaryFunction where T : unmanaged
{
    public static void Run(TFunction function, ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx)
    {
        fixed (T* pdy = dy, px = x, py = y, pdx = dx) Elementwise.Run<UnaryBackwardLoop<TFunction, T>, T>(new(function, pdy, px, py, pdx), x.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<L>(int from, int to) where L : struct, ILane<L>
    {
        // Locals, because the JIT reads fields anew after every store.
        T* gradient = dy, input = x, output = y, target = dx;
        for (nint i = from; i < to; i += L.Width)
            (L.Load(gradient + i) * function.D(L.Load(input + i), L.Load(output + i))).Store(target + i);
    }
}
