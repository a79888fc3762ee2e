using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A function of two numbers of type T with a result of type R, for types that do not run in lanes.</summary>
internal interface IPairRule<T, R>
{
    R Of(T a, T b);
}

/// <summary>Walks two tensors under broadcasting and fills a contiguous result.</summary>
internal static unsafe class BroadcastLoop
{
    /// <summary>Rows of floating-point numbers in lanes.</summary>
    public static void Floats<TFunction, T>(Tensor a, Tensor b, Tensor y) where TFunction : struct, IBinaryFunction where T : unmanaged
    {
        if (y.Count == 0) return;
        Span<int> scratch = stackalloc int[3 * Shape.MaxRank];
        var walk = new Broadcasting(a.Layout, b.Layout, y.Shape, scratch);
        int row = walk.Row;
        var (aStep, bStep) = walk.Step;
        fixed (T* pa = &a.Origin<T>(), pb = &b.Origin<T>(), py = &y.Origin<T>())
        {
            for (int r = 0; r < walk.Rows; r++)
            {
                var (aStart, bStart) = walk.Start(r);
                var loop = new BinaryLoop<TFunction, T>(default, pa + aStart, aStep, pb + bStart, bStep, py + (nint)r * row);
                if (aStep is 0 or 1 && bStep is 0 or 1) Elementwise.Run<BinaryLoop<TFunction, T>, T>(loop, row);
                else loop.Run<Lane1<T>>(0, row);
            }
        }
    }

    /// <summary>Number by number.</summary>
    public static void Each<T, R, TRule>(Tensor a, Tensor b, Tensor y) where T : unmanaged where R : unmanaged where TRule : struct, IPairRule<T, R>
    {
        if (y.Count == 0) return;
        Span<int> scratch = stackalloc int[3 * Shape.MaxRank];
        var walk = new Broadcasting(a.Layout, b.Layout, y.Shape, scratch);
        int row = walk.Row;
        var (aStep, bStep) = walk.Step;
        ref T origin = ref a.Origin<T>();
        ref T other = ref b.Origin<T>();
        var target = y.Span<R>();
        for (int r = 0; r < walk.Rows; r++)
        {
            var (aStart, bStart) = walk.Start(r);
            for (int i = 0; i < row; i++)
                target[r * row + i] = default(TRule).Of(Unsafe.Add(ref origin, aStart + (nint)i * aStep), Unsafe.Add(ref other, bStart + (nint)i * bStep));
        }
    }
}
