namespace Cajal;

/// <summary>How a product [m, k]·[k, n] is cut: rows into tiles of at most 8, columns into panels of at most 3 registers, the depth k into blocks.</summary>
/// <remarks>All cuts are as even as can be (17 rows are 6 + 6 + 5, 4 registers are 2 + 2). The last register of a row reaches back over columns of its
/// neighbour instead of beyond the edge; both compute the same numbers there. Needs n ≥ width.</remarks>
internal readonly struct GemmGrid(int m, int n, int k, int width)
{
    public const int TileRows = 8, PanelVectors = 3, BlockDepth = 512;

    /// <summary>Numbers in a register.</summary>
    public readonly int Width = width;

    public readonly int Tiles = Pieces(m, TileRows);

    /// <summary>Registers in a row of C.</summary>
    public readonly int Vectors = Pieces(n, width);

    public readonly int Panels = Pieces(Pieces(n, width), PanelVectors);

    /// <summary>Blocks of the depth; they follow from k alone, because each is summed for itself.</summary>
    public readonly int Blocks = Pieces(k, BlockDepth);

    private readonly int m = m, n = n, k = k;

    /// <summary>First row of a tile.</summary>
    public int Row(int tile) => (int)((long)tile * m / Tiles);

    /// <summary>First register of a panel.</summary>
    public int Vector(int panel) => (int)((long)panel * Vectors / Panels);

    /// <summary>First column of a register.</summary>
    public int Column(int vector) => Math.Min(vector * Width, n - Width);

    /// <summary>Where a block of the depth begins.</summary>
    public int Depth(int block) => (int)((long)block * k / Blocks);

    private static int Pieces(int length, int most) => (int)(((long)length + most - 1) / most);
}
