namespace Cajal;

/// <summary>A product C ← (C +) A·B and how it is worked on. Strides count numbers.</summary>
internal unsafe struct GemmTask<T> where T : unmanaged
{
    public T* A, B, C;
    public nint ARow, ACol, BRow, BCol, CRow;
    public bool Accumulate;

    /// <summary>Whether tiles of A and panels of B are copied into the order in which they are read; if not, they are read where they lie.</summary>
    public bool PackA, PackB;

    /// <summary>What follows on each finished piece of C; null for nothing.</summary>
    public PieceWork? Finish;

    public GemmGrid Grid;

    /// <summary>Columns of C.</summary>
    public int Columns;

    /// <summary>Whether a row of C is shorter than a register; parts of registers are then read and written.</summary>
    public readonly bool IsNarrow => Columns < Grid.Width;

    /// <summary>How many chunks of rows and of columns make up the work.</summary>
    public int RowChunks, ColumnChunks;
}
