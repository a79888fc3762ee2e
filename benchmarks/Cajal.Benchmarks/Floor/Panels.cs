using System.Runtime.CompilerServices;

namespace Cajal.Benchmarks.Floor;

/// <summary>A matrix [rows, columns] stored as panels of at most 3 registers' columns, the rows of each side by side: a product reads it in
/// one stream. Columns are filled up with zeros to whole registers.</summary>
internal sealed unsafe class Panels
{
    private readonly int[] starts;

    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="lanes">Numbers in a register.</param>
    /// <param name="whole">True for one panel of all columns: plain row-major order.</param>
    public Panels(int rows, int columns, int lanes, bool whole = false)
    {
        (Rows, Columns) = (rows, columns);
        int vectors = (columns + lanes - 1) / lanes, count = whole ? 1 : (vectors + 2) / 3;
        // As even as can be: 4 registers are 2 + 2.
        starts = [.. Enumerable.Range(0, count + 1).Select(p => (p * (vectors / count) + Math.Min(p, vectors % count)) * lanes)];
        Memory = new Block(rows * vectors * lanes);
    }

    /// <summary>A matrix of Float32 in row-major order; columns are a multiple of 16.</summary>
    public static Panels Of(Tensor x)
    {
        var panels = new Panels(x.Shape[0], x.Shape[1], lanes: 16, whole: true);
        x.AsSpan<float>().CopyTo(panels.Memory.Span);
        return panels;
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Count => starts.Length - 1;

    public Block Memory { get; }

    /// <summary>First column of a panel.</summary>
    public int Start(int panel) => starts[panel];

    /// <summary>Columns of a panel: 1 to 3 registers, or all.</summary>
    public int Width(int panel) => starts[panel + 1] - starts[panel];

    /// <summary>The panel a column is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int PanelOf(int column)
    {
        int panel = 0;
        while (starts[panel + 1] <= column) panel++;
        return panel;
    }

    /// <summary>Where a number is; the next row of its panel is <see cref="Width"/> further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float* At(int row, int column)
    {
        int panel = PanelOf(column);
        return Memory.At + Rows * starts[panel] + row * Width(panel) + column - starts[panel];
    }

    /// <summary>Takes the numbers of a matrix in row-major order, or of its transpose.</summary>
    public void Take(ReadOnlySpan<float> matrix, bool transposed = false)
    {
        for (int row = 0; row < Rows; row++)
            for (int column = 0; column < Columns; column++)
                *At(row, column) = transposed ? matrix[column * Rows + row] : matrix[row * Columns + column];
    }
}
