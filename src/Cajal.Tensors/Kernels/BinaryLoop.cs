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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(int from, int to) where L : struct, ILane<L>
    {
        if (aStep == 1 && bStep == 1)
        {
            for (int i = from; i < to; i += L.Width) function.F(L.Load(a + i), L.Load(b + i)).Store(y + i);
        }
        else if (L.Width == 1)
        {
            for (int i = from; i < to; i++) function.F(L.Load(a + (nint)i * aStep), L.Load(b + (nint)i * bStep)).Store(y + i);
        }
        else if (aStep == 1)
        {
            L one = Repeat<L>(b);
            for (int i = from; i < to; i += L.Width) function.F(L.Load(a + i), one).Store(y + i);
        }
        else if (bStep == 1)
        {
            L one = Repeat<L>(a);
            for (int i = from; i < to; i += L.Width) function.F(one, L.Load(b + i)).Store(y + i);
        }
        else
        {
            L value = function.F(Repeat<L>(a), Repeat<L>(b));
            for (int i = from; i < to; i += L.Width) value.Store(y + i);
        }
    }

    private static L Repeat<L>(T* number) where L : struct, ILane<L> => L.Of(typeof(T) == typeof(float) ? *(float*)number : *(double*)number);
}
