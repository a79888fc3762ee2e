using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>An elementwise function of two numbers, written once against lanes; whole numbers have a rule of their own.</summary>
public interface IBinaryFunction
{
    /// <summary>y = F(a, b)</summary>
    L F<L>(L a, L b) where L : struct, ILane<L>;

    /// <summary>The same for whole numbers.</summary>
    long Whole(long a, long b);
}

/// <summary>y = F(a, b) over a row; an operand's step is 1, or 0 to repeat one number, or anything for lanes of one number.</summary>
internal readonly unsafe struct BinaryLoop<TFunction, T>(TFunction function, T* a, int aStep, T* b, int bStep, T* y) : IElementLoop
    where TFunction : struct, IBinaryFunction where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<L>(int from, int to) where L : struct, ILane<L>
    {
        // Locals, because the JIT reads fields anew after every store.
        T* p = a, q = b, target = y;
        nint end = to;
        if (aStep == 1 && bStep == 1)
        {
            for (nint i = from; i < end; i += L.Width) function.F(L.Load(p + i), L.Load(q + i)).Store(target + i);
        }
        else if (L.Width == 1)
        {
            for (nint i = from; i < end; i++) function.F(L.Load(p + i * aStep), L.Load(q + i * bStep)).Store(target + i);
        }
        else if (aStep == 1)
        {
            L one = Repeat<L>(q);
            for (nint i = from; i < end; i += L.Width) function.F(L.Load(p + i), one).Store(target + i);
        }
        else if (bStep == 1)
        {
            L one = Repeat<L>(p);
            for (nint i = from; i < end; i += L.Width) function.F(one, L.Load(q + i)).Store(target + i);
        }
        else
        {
            L value = function.F(Repeat<L>(p), Repeat<L>(q));
            for (nint i = from; i < end; i += L.Width) value.Store(target + i);
        }
    }

    private static L Repeat<L>(T* number) where L : struct, ILane<L> => L.Of(typeof(T) == typeof(float) ? *(float*)number : *(double*)number);
}
