using System.Buffers;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Windows of any size over some planes: rows of a window are joined into one row first, number by number, then its
/// columns.</summary>
internal unsafe struct PoolRows<T, TFold> : IRegisterWork<T> where T : unmanaged where TFold : struct, IPoolFold
{
    public T* X, Y;
    public int Planes;
    public PoolWindow Window;

    /// <summary>Whether a mean divides by padding too.</summary>
    public bool CountPadding;

    /// <summary>Divides means whatever was counted; 0 for the count.</summary>
    public int Divisor;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        PoolAxis depth = Window.Depth, height = Window.Height, width = Window.Width;
        T[] borrowed = ArrayPool<T>.Shared.Rent(width.In + 2 * R.Count);
        T* y = Y;
        fixed (T* row = borrowed)
        {
            for (int plane = 0; plane < Planes; plane++)
            {
                T* x = X + (nint)plane * Window.InCount;
                for (int d = 0; d < depth.Out; d++)
                    for (int h = 0; h < height.Out; h++, y += width.Out)
                    {
                        JoinRows<V, R>(x, depth.Of(d), height.Of(h), row);
                        JoinColumns<V, R>(row, y, Divisor > 0 ? 0 : depth.Counted(d, CountPadding) * height.Counted(h, CountPadding));
                    }
            }
        }
        ArrayPool<T>.Shared.Return(borrowed);
    }

    // All rows of a window as one, registers of columns at a time; those behind the end of the row are never used.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void JoinRows<V, R>(T* x, (int First, int End) d, (int First, int End) h, T* row) where V : struct where R : struct,
        IRegister<T, V>
    {
        int columns = Window.Width.In, pitch = columns, whole = columns - columns % R.Count;
        nint dStep = (nint)Window.Depth.Dilation * Window.Height.In * pitch, hStep = (nint)Window.Height.Dilation * pitch;
        V empty = R.Of(TFold.Empty);
        for (int i = 0; i < columns; i += R.Count)
        {
            V all = empty;
            T* slice = x + ((nint)d.First * Window.Height.In + h.First) * pitch + i;
            for (int a = d.First; a < d.End; a += Window.Depth.Dilation, slice += dStep)
            {
                T* source = slice;
                for (int b = h.First; b < h.End; b += Window.Height.Dilation, source += hStep)
                    all = TFold.Join<T, V, R>(all, i < whole ? R.Load(source) : R.LoadPart(source, columns - i, empty));
            }
            R.Store(all, row + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void JoinColumns<V, R>(T* row, T* y, int counted) where V : struct where R : struct, IRegister<T, V>
    {
        PoolAxis axis = Window.Width;
        int i = 0;
        // Whole windows that lie side by side or every second column: a register of them at a time.
        if (!axis.IsAdaptive && axis.Stride <= 2 && R.Count > 1)
        {
            int lead = (axis.Padding + axis.Stride - 1) / axis.Stride, span = (axis.Kernel - 1) * axis.Dilation + 1;
            int end = Math.Min(axis.Out, (axis.In + axis.Padding - span) / axis.Stride + 1);
            for (; i < Math.Min(lead, axis.Out); i++) One(row, y, i, counted);
            V by = R.Of(Divisor > 0 ? Divisor : (double)counted * axis.Kernel);
            for (; i + R.Count <= end; i += R.Count)
            {
                T* source = row + i * axis.Stride - axis.Padding;
                V all = R.Of(TFold.Empty);
                for (int k = 0; k < axis.Kernel; k++, source += axis.Dilation)
                    all = TFold.Join<T, V, R>(all, axis.Stride == 1 ? R.Load(source) : R.Evens(R.Load(source), R.Load(source + R.Count)));
                R.Store(TFold.IsMean ? R.Divide(all, by) : all, y + i);
            }
        }
        for (; i < axis.Out; i++) One(row, y, i, counted);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void One(T* row, T* y, int window, int counted)
    {
        var (first, end) = Window.Width.Of(window);
        T all = Register1<T>.Of(TFold.Empty);
        for (int i = first; i < end; i += Window.Width.Dilation) all = TFold.Join<T, T, Register1<T>>(all, row[i]);
        double by = Divisor > 0 ? Divisor : (double)counted * Window.Width.Counted(window, CountPadding);
        y[window] = TFold.IsMean ? Register1<T>.Divide(all, Register1<T>.Of(by)) : all;
    }
}
