using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>LSTM: i, f, g, o = σ, σ, tanh, σ of (input part + h·W); c ← f·c + i·g; h ← o·tanh c. Gates are kept for backward.</summary>
internal readonly unsafe struct LstmForward<T>(ScanShape shape, T* inputs, T* gates, T* cells, T* states) : IScanCell<T> where T : unmanaged
{
    public int Columns => 4 * shape.Hidden;

    public int Pitch => Columns;

    public T* Product(int t) => gates + shape.At(t, 0) * Columns;

    public void Begin(int t, int row)
    {
        nint at = shape.At(t, row) * Columns;
        ScanRow.Copy(inputs + at, gates + at, Columns);
    }

    public void Step(int t, int row)
    {
        nint h = shape.Hidden, after = shape.After(t, row) * h;
        var loop = new Loop(gates + shape.At(t, row) * Columns, h, cells + shape.Before(t, row) * h, cells + after, states + after);
        Elementwise.Range<Loop, T>(ref loop, 0, shape.Hidden);
    }

    public void Hold(int t, int row)
    {
        nint h = shape.Hidden, before = shape.Before(t, row) * h, after = shape.After(t, row) * h;
        ScanRow.Copy(cells + before, cells + after, shape.Hidden);
        ScanRow.Copy(states + before, states + after, shape.Hidden);
        ScanRow.Clear(gates + shape.At(t, row) * Columns, Columns);
    }

    private readonly struct Loop(T* gates, nint hidden, T* cellBefore, T* cell, T* state) : IElementLoop
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            T* first = gates, second = first + hidden, third = second + hidden, fourth = third + hidden, before = cellBefore,
                after = cell, h = state;
            for (nint k = from; k < to; k += L.Width)
            {
                L i = L.Sigmoid(L.Load(first + k)), f = L.Sigmoid(L.Load(second + k)), g = L.Tanh(L.Load(third + k)),
                    o = L.Sigmoid(L.Load(fourth + k));
                i.Store(first + k);
                f.Store(second + k);
                g.Store(third + k);
                o.Store(fourth + k);
                L c = L.MultiplyAdd(f, L.Load(before + k), i * g);
                c.Store(after + k);
                (o * L.Tanh(c)).Store(h + k);
            }
        }
    }
}

/// <summary>LSTM backwards. dc ← dc·f is kept beside dh.</summary>
internal readonly unsafe struct LstmBackward<T>(ScanShape shape, T* gates, T* cells, T* ofStates, T* ofCells, T* ofGates, T* keptState,
    T* keptCell)
    : IScanBackCell<T> where T : unmanaged
{
    public int Columns => 4 * shape.Hidden;

    public T* Product(int t) => ofGates + shape.At(t, 0) * Columns;

    public void Start(int row)
    {
        ScanRow.Clear(keptState + (nint)row * shape.Hidden, shape.Hidden);
        ScanRow.Clear(keptCell + (nint)row * shape.Hidden, shape.Hidden);
    }

    public void Step(int t, int row)
    {
        nint h = shape.Hidden, at = shape.At(t, row) * Columns, after = shape.After(t, row) * h;
        var loop = new Loop(gates + at, ofGates + at, h, cells + shape.Before(t, row) * h, cells + after, ofStates + after,
            ofCells is null ? null : ofCells + after, keptState + row * h, keptCell + row * h);
        Elementwise.Range<Loop, T>(ref loop, 0, shape.Hidden);
    }

    public void Hold(int t, int row)
    {
        nint h = shape.Hidden, after = shape.After(t, row) * h;
        ScanRow.Clear(ofGates + shape.At(t, row) * Columns, Columns);
        ScanRow.Add(ofStates + after, keptState + row * h, shape.Hidden);
        if (ofCells is not null) ScanRow.Add(ofCells + after, keptCell + row * h, shape.Hidden);
    }

    public void End(int row)
    {
        nint h = shape.Hidden, first = shape.First(row) * h;
        ScanRow.Add(ofStates + first, keptState + row * h, shape.Hidden);
        if (ofCells is not null) ScanRow.Add(ofCells + first, keptCell + row * h, shape.Hidden);
    }

    private readonly struct Loop(T* gates, T* ofGates, nint hidden, T* cellBefore, T* cell, T* ofState, T* ofCell, T* keptState,
        T* keptCell)
        : IElementLoop
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            T* y = gates, d = ofGates, before = cellBefore, after = cell, dState = ofState, dCell = ofCell, dhKept = keptState,
                dcKept = keptCell;
            nint n = hidden;
            L one = L.Of(1);
            for (nint k = from; k < to; k += L.Width)
            {
                L i = L.Load(y + k), f = L.Load(y + n + k), g = L.Load(y + 2 * n + k), o = L.Load(y + 3 * n + k);
                L dh = L.Load(dhKept + k) + L.Load(dState + k), c = L.Tanh(L.Load(after + k)), dc = L.Load(dcKept + k);
                if (dCell is not null) dc += L.Load(dCell + k);
                dc += dh * o * (one - c * c);
                (dc * g * (i * (one - i))).Store(d + k);
                (dc * L.Load(before + k) * (f * (one - f))).Store(d + n + k);
                (dc * i * (one - g * g)).Store(d + 2 * n + k);
                (dh * c * (o * (one - o))).Store(d + 3 * n + k);
                (dc * f).Store(dcKept + k);
                L.Of(0).Store(dhKept + k);
            }
        }
    }
}
