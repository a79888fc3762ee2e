namespace Cajal.Cli;

/// <summary>A drawing in dots: every character cell is two dots wide and four high.</summary>
internal sealed class BrailleCanvas(int columns, int rows)
{
    // Unicode's braille patterns number their dots down the left column, then the right, and the bottom pair last.
    private static readonly int[,] Bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly int[,] cells = new int[rows, columns];
    private readonly char?[,] marks = new char?[rows, columns];

    public int Width => 2 * columns;

    public int Height => 4 * rows;

    /// <summary>A straight line between two dots; x to the right, y up, both from 0.</summary>
    public void Line((int X, int Y) from, (int X, int Y) to)
    {
        int steps = Math.Max(1, Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
        for (int i = 0; i <= steps; i++) Dot(from.X + (to.X - from.X) * i / steps, from.Y + (to.Y - from.Y) * i / steps);
    }

    /// <summary>A character of its own in the cell of a dot, in place of the dots.</summary>
    public void Mark((int X, int Y) at, char mark) => marks[(Height - 1 - at.Y) / 4, at.X / 2] = mark;

    /// <summary>One row of cells from the top, without blanks at its end.</summary>
    public string Row(int row) =>
        string.Concat(Enumerable.Range(0, columns).Select(column => Cell(row, column))).TrimEnd();

    private char Cell(int row, int column) => marks[row, column] ?? (cells[row, column] == 0 ? ' ' : (char)(0x2800 + cells[row, column]));

    private void Dot(int x, int y)
    {
        int fromTop = Height - 1 - y;
        cells[fromTop / 4, x / 2] |= Bits[fromTop % 4, x % 2];
    }
}
