namespace Cajal;

/// <summary>A rectangle of a matrix whose rows lie side by side: rows <paramref name="RowFrom"/> .. <paramref name="RowTo"/> − 1 and columns
/// <paramref name="ColumnFrom"/> .. <paramref name="ColumnTo"/> − 1 of <paramref name="Columns"/>.</summary>
internal readonly record struct Piece(int RowFrom, int RowTo, int ColumnFrom, int ColumnTo, int Columns)
{
    /// <summary>True when whole rows are meant: then their numbers lie side by side.</summary>
    public bool IsWhole => ColumnFrom == 0 && ColumnTo == Columns;

    /// <summary>Runs a loop whose numbers lie at the same place in all operands.</summary>
    public void Run<TLoop, T>(ref TLoop loop) where TLoop : struct, IElementLoop where T : unmanaged
    {
        if (IsWhole)
        {
            Elementwise.Range<TLoop, T>(ref loop, RowFrom * Columns, RowTo * Columns);
            return;
        }
        for (int row = RowFrom; row < RowTo; row++) Elementwise.Range<TLoop, T>(ref loop, row * Columns + ColumnFrom, row * Columns + ColumnTo);
    }
}

/// <summary>What is done to each piece of a result at once, while it lies in the cache.</summary>
internal abstract class PieceWork
{
    /// <summary>Works on one piece; called once for each, in any order, on any thread.</summary>
    public abstract void Run(in Piece piece);
}
