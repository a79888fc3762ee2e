using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>GRU: r, z = σ of (input part + h·W + b); n = tanh(input part + r·m), m = h·W + b; h ← (1 − z)·n + z·h. Kept for backward: r,
/// z, n, m.</summary>
internal readonly unsafe struct GruForward<T>(ScanShape shape, T* inputs, T* bias, T* kept, T* states) : IScanCell<T> where T : unmanaged
{
    public int Columns => 3 * shape.Hidden;

    public int Pitch => 4 * shape.Hidden;

    public T* Product(int t) => kept + shape.At(t, 0) * Pitch;

    public void Begin(int t, int row)
    {
        T* at = kept + shape.At(t, row) * Pitch;
        if (bias is null) ScanRow.Clear(at, Columns);
        else ScanRow.Copy(bias, at, Columns);
    }

    public void Step(int t, int row)
    {
        nint h = shape.Hidden;
        var loop = new Loop(inputs + shape.At(t, row) * Columns, kept + shape.At(t, row) * Pitch, h, states + shape.Before(t, row) * h,
            states + shape.After(t, row) * h);
        Elementwise.Range<Loop, T>(ref loop, 0, shape.Hidden);
    }

    public void Hold(int t, int row)
    {
        nint h = shape.Hidden;
        ScanRow.Copy(states + shape.Before(t, row) * h, states + shape.After(t, row) * h, shape.Hidden);
        ScanRow.Clear(kept + shape.At(t, row) * Pitch, Pitch);
    }

    private readonly struct Loop(T* inputs, T* kept, nint hidden, T* stateBefore, T* state) : IElementLoop
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            T* x = inputs, y = kept, before = stateBefore, after = state;
            nint w = hidden;
            for (nint k = from; k < to; k += L.Width)
            {
                L r = L.Sigmoid(L.Load(x + k) + L.Load(y + k)), z = L.Sigmoid(L.Load(x + w + k) + L.Load(y + w + k)), m = L.Load(y
                    + 2 * w + k);
                L n = L.Tanh(L.MultiplyAdd(r, m, L.Load(x + 2 * w + k)));
                r.Store(y + k);
                z.Store(y + w + k);
                n.Store(y + 2 * w + k);
                m.Store(y + 3 * w + k);
                L.MultiplyAdd(z, L.Load(before + k) - n, n).Store(after + k);
            }
        }
    }
}

/// <summary>GRU backwards: gradients of the input part and of h·W + b, which differ in n only.</summary>
internal readonly unsafe struct GruBackward<T>(ScanShape shape, T* kept, T* states, T* ofStates, T* ofInputs, T* ofProducts, T* keptState)
    : IScanBackCell<T> where T : unmanaged
{
    public int Columns => 3 * shape.Hidden;

    public T* Product(int t) => ofProducts + shape.At(t, 0) * Columns;

    public void Start(int row) => ScanRow.Clear(keptState + (nint)row * shape.Hidden, shape.Hidden);

    public void Step(int t, int row)
    {
        nint h = shape.Hidden, at = shape.At(t, row);
        var loop = new Loop(kept + at * 4 * h, h, states + shape.Before(t, row) * h, ofStates + shape.After(t, row) * h, ofInputs
            + at * Columns,
            ofProducts + at * Columns, keptState + row * h);
        Elementwise.Range<Loop, T>(ref loop, 0, shape.Hidden);
    }

    public void Hold(int t, int row)
    {
        nint h = shape.Hidden, at = shape.At(t, row) * Columns;
        ScanRow.Clear(ofInputs + at, Columns);
        ScanRow.Clear(ofProducts + at, Columns);
        ScanRow.Add(ofStates + shape.After(t, row) * h, keptState + row * h, shape.Hidden);
    }

    public void End(int row)
    {
        nint h = shape.Hidden;
        ScanRow.Add(ofStates + shape.First(row) * h, keptState + row * h, shape.Hidden);
    }

    private readonly struct Loop(T* kept, nint hidden, T* stateBefore, T* ofState, T* ofInputs, T* ofProducts, T* keptState) : IElementLoop
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            T* y = kept, before = stateBefore, up = ofState, dx = ofInputs, dp = ofProducts, d = keptState;
            nint w = hidden;
            L one = L.Of(1);
            for (nint k = from; k < to; k += L.Width)
            {
                L r = L.Load(y + k), z = L.Load(y + w + k), n = L.Load(y + 2 * w + k), m = L.Load(y + 3 * w + k);
                L dh = L.Load(d + k) + L.Load(up + k), dn = dh * (one - z) * (one - n * n);
                L dr = dn * m * (r * (one - r)), dz = dh * (L.Load(before + k) - n) * (z * (one - z));
                dr.Store(dx + k);
                dr.Store(dp + k);
                dz.Store(dx + w + k);
                dz.Store(dp + w + k);
                dn.Store(dx + 2 * w + k);
                (dn * r).Store(dp + 2 * w + k);
                (dh * z).Store(d + k);
            }
        }
    }
}
