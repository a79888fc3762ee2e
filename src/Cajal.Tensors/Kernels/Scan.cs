using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A walk over the steps of sequences, forwards or backwards in time. States lie at Steps + 1 places: before the first step and
/// after each.</summary>
/// <param name="Steps">Steps in time.</param>
/// <param name="Batch">Sequences side by side.</param>
/// <param name="Hidden">Numbers of a state.</param>
/// <param name="Reverse">True when it walks from the last step to the first.</param>
internal readonly record struct ScanShape(int Steps, int Batch, int Hidden, bool Reverse)
{
    /// <summary>Sequences one thread takes through all steps: enough that a product reads the weights for many, and no step waits for
    /// another thread.</summary>
    public const int RowsAtOnce = 16;

    public int Chunks => (Batch + RowsAtOnce - 1) / RowsAtOnce;

    /// <summary>The moment that is visited as number i.</summary>
    public int Time(int i) => Reverse ? Steps - 1 - i : i;

    /// <summary>The state that step t starts from, as a row number among all places.</summary>
    public nint Before(int t, int row) => (nint)(Reverse ? t + 1 : t) * Batch + row;

    /// <summary>The state that step t gives.</summary>
    public nint After(int t, int row) => (nint)(Reverse ? t : t + 1) * Batch + row;

    /// <summary>The state the walk starts from.</summary>
    public nint First(int row) => (nint)(Reverse ? Steps : 0) * Batch + row;

    /// <summary>The numbers that belong to step t.</summary>
    public nint At(int t, int row) => (nint)t * Batch + row;
}

/// <summary>One kind of recurrent cell on its way through time; row is a sequence.</summary>
internal unsafe interface IScanCell<T> where T : unmanaged
{
    /// <summary>Numbers the product gives for a row, and how far its rows lie apart.</summary>
    int Columns { get; }

    /// <summary>How far the product's rows lie apart.</summary>
    int Pitch { get; }

    /// <summary>Where step t's product begins.</summary>
    T* Product(int t);

    /// <summary>Writes what the product of the state and the weights is added to.</summary>
    void Begin(int t, int row);

    /// <summary>Makes the new state from the product.</summary>
    void Step(int t, int row);

    /// <summary>The state stays as it is, because the sequence has ended (or not begun).</summary>
    void Hold(int t, int row);
}

/// <summary>States through time: at each step one product h·W of the states of some sequences, then all gates in one pass.</summary>
internal unsafe struct ScanForward<T, TCell> : IChunkBody where T : unmanaged where TCell : struct, IScanCell<T>
{
    public TCell Cell;
    public ScanShape Shape;
    public T* States, Weights;
    public long* Lengths;

    /// <summary>All sequences; many of them on several threads, each of which walks through all steps alone.</summary>
    public static void Run(ref ScanForward<T, TCell> scan) => Workers.For(scan.Shape.Chunks, ref scan);

    public void Run(int chunk)
    {
        int first = chunk * ScanShape.RowsAtOnce, end = Math.Min(Shape.Batch, first + ScanShape.RowsAtOnce), h = Shape.Hidden;
        for (int i = 0; i < Shape.Steps; i++)
        {
            int t = Shape.Time(i);
            for (int row = first; row < end; row++) Cell.Begin(t, row);
            Gemm.Multiply(end - first, Cell.Columns, h, States + Shape.Before(t, first) * h, h, 1, Weights, Cell.Columns, 1,
                Cell.Product(t) + (nint)first * Cell.Pitch, Cell.Pitch, accumulate: true);
            for (int row = first; row < end; row++)
            {
                if (Lengths is null || t < Lengths[row]) Cell.Step(t, row);
                else Cell.Hold(t, row);
            }
        }
    }
}

/// <summary>One kind of recurrent cell on its way back; the gradient of the state is kept in a row of its own.</summary>
internal unsafe interface IScanBackCell<T> where T : unmanaged
{
    /// <summary>Numbers of a row of gate gradients.</summary>
    int Columns { get; }

    /// <summary>Where step t's gate gradients begin.</summary>
    T* Product(int t);

    /// <summary>The kept gradient is 0 before the last step.</summary>
    void Start(int row);

    /// <summary>From the kept gradient and the one that arrives: gate gradients, and the part of the kept one that does not go through the
    /// weights.</summary>
    void Step(int t, int row);

    /// <summary>The same for a step that left the state as it was.</summary>
    void Hold(int t, int row);

    /// <summary>What arrives at the first state is added.</summary>
    void End(int row);
}

/// <summary>Gradients back through time: at each step all gates in one pass, then one product dGates·W.</summary>
internal unsafe struct ScanBackward<T, TCell> : IChunkBody where T : unmanaged where TCell : struct, IScanBackCell<T>
{
    public TCell Cell;
    public ScanShape Shape;
    public T* Kept, Weights;
    public long* Lengths;

    public static void Run(ref ScanBackward<T, TCell> scan) => Workers.For(scan.Shape.Chunks, ref scan);

    public void Run(int chunk)
    {
        int first = chunk * ScanShape.RowsAtOnce, end = Math.Min(Shape.Batch, first + ScanShape.RowsAtOnce), h = Shape.Hidden;
        for (int row = first; row < end; row++) Cell.Start(row);
        for (int i = Shape.Steps - 1; i >= 0; i--)
        {
            int t = Shape.Time(i);
            for (int row = first; row < end; row++)
            {
                if (Lengths is null || t < Lengths[row]) Cell.Step(t, row);
                else Cell.Hold(t, row);
            }
            Gemm.Multiply(end - first, h, Cell.Columns, Cell.Product(t) + (nint)first * Cell.Columns, Cell.Columns, 1, Weights, h, 1,
                Kept + (nint)first * h, h, accumulate: true);
        }
        for (int row = first; row < end; row++) Cell.End(row);
    }
}

/// <summary>Small passes over one row.</summary>
internal static unsafe class ScanRow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(T* from, T* to, int count) where T : unmanaged => new ReadOnlySpan<T>(from,
        count).CopyTo(new Span<T>(to, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear<T>(T* at, int count) where T : unmanaged => new Span<T>(at, count).Clear();

    /// <summary>to ← to + from</summary>
    public static void Add<T>(T* from, T* to, int count) where T : unmanaged
    {
        var loop = new AddLoop<T>(from, to);
        Elementwise.Range<AddLoop<T>, T>(ref loop, 0, count);
    }

    private readonly struct AddLoop<T>(T* from, T* to) : IElementLoop where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<L>(int first, int end) where L : struct, ILane<L>
        {
            T* source = from, target = to;
            for (nint i = first; i < end; i += L.Width) (L.Load(target + i) + L.Load(source + i)).Store(target + i);
        }
    }
}
