using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>The plain recurrent cell: h ← tanh (or max(0, ·)) of (input part + h·W).</summary>
internal readonly unsafe struct RnnForward<T>(ScanShape shape, T* inputs, T* states, bool rectified) : IScanCell<T> where T : unmanaged
{
    public int Columns => shape.Hidden;

    public int Pitch => shape.Hidden;

    public T* Product(int t) => states + shape.After(t, 0) * Columns;

    public void Begin(int t, int row) => ScanRow.Copy(inputs + shape.At(t, row) * Columns, states + shape.After(t, row) * Columns, Columns);

    public void Step(int t, int row)
    {
        var loop = new Loop(states + shape.After(t, row) * Columns, rectified);
        Elementwise.Range<Loop, T>(ref loop, 0, Columns);
    }

    public void Hold(int t, int row) => ScanRow.Copy(states + shape.Before(t, row) * Columns, states + shape.After(t, row) * Columns,
        Columns);

    private readonly struct Loop(T* state, bool rectified) : IElementLoop
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            T* h = state;
            bool cut = rectified;
            for (nint k = from; k < to; k += L.Width)
            {
                L x = L.Load(h + k);
                (cut ? L.AtLeast(x, L.Of(0)) : L.Tanh(x)).Store(h + k);
            }
        }
    }
}

/// <summary>The plain recurrent cell backwards: d = dh·(1 − h²), or dh where h > 0.</summary>
internal readonly unsafe struct RnnBackward<T>(ScanShape shape, T* states, T* ofStates, T* ofInputs, T* keptState, bool rectified)
    : IScanBackCell<T> where T : unmanaged
{
    public int Columns => shape.Hidden;

    public T* Product(int t) => ofInputs + shape.At(t, 0) * Columns;

    public void Start(int row) => ScanRow.Clear(keptState + (nint)row * Columns, Columns);

    public void Step(int t, int row)
    {
        nint after = shape.After(t, row) * Columns;
        var loop = new Loop(states + after, ofStates + after, ofInputs + shape.At(t, row) * Columns, keptState + (nint)row * Columns,
            rectified);
        Elementwise.Range<Loop, T>(ref loop, 0, Columns);
    }

    public void Hold(int t, int row)
    {
        ScanRow.Clear(ofInputs + shape.At(t, row) * Columns, Columns);
        ScanRow.Add(ofStates + shape.After(t, row) * Columns, keptState + (nint)row * Columns, Columns);
    }

    public void End(int row) => ScanRow.Add(ofStates + shape.First(row) * Columns, keptState + (nint)row * Columns, Columns);

    private readonly struct Loop(T* state, T* ofState, T* ofInput, T* keptState, bool rectified) : IElementLoop
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int from, int to) where L : struct, ILane<L>
        {
            T* y = state, up = ofState, dx = ofInput, kept = keptState;
            bool cut = rectified;
            L zero = L.Of(0);
            for (nint k = from; k < to; k += L.Width)
            {
                L h = L.Load(y + k), dh = L.Load(kept + k) + L.Load(up + k);
                (cut ? L.Select(L.Less(zero, h), dh, zero) : dh * (L.Of(1) - h * h)).Store(dx + k);
                zero.Store(kept + k);
            }
        }
    }
}
