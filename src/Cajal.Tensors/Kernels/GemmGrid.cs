using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>How a product [m, k]·[k, n] is cut: columns into panels of at most 4 registers, rows into tiles, the depth k into blocks.</summary>
/// <remarks>All cuts are as even as can be (17 rows are 6 + 6 + 5, 5 registers 3 + 2). The last register of a row reaches back over columns of its
/// neighbour instead of beyond the edge; both compute the same numbers there. Needs n ≥ width.</remarks>
internal readonly struct GemmGrid
{
    public const int BlockDepth = 512;

    /// <summary>32 registers, not 16.</summary>
    public static bool HasManyRegisters => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Rows of a tile so many registers wide. Of 32 registers C takes 24 at most, of 16 it takes 12: enough remain for B and A.</summary>
    public static int RowsBeside(int vectors) => Math.Min(8, (HasManyRegisters ? 24 : 12) / vectors);

    /// <summary>Numbers in a register.</summary>
    public readonly int Width;

    private readonly int lastColumn;
    private readonly EvenCut rows, vectors, depths;

    public GemmGrid(int m, int n, int k, int width)
    {
        Width = width;
        lastColumn = n - width;
        int across = (int)(((long)n + width - 1) / width);
        vectors = EvenCut.AtMost(across, HasManyRegisters ? 4 : 3);
        PanelVectors = vectors.Start(1);
        TileRows = RowsBeside(PanelVectors);
        rows = EvenCut.AtMost(m, TileRows);
        depths = EvenCut.AtMost(k, BlockDepth);
    }

    /// <summary>Registers of the widest panel.</summary>
    public int PanelVectors { get; }

    /// <summary>Rows of a tile of the widest panel.</summary>
    public int TileRows { get; }

    public int Tiles => rows.Pieces;

    public int Panels => vectors.Pieces;

    /// <summary>Blocks of the depth; they follow from k alone, because each is summed for itself.</summary>
    public int Blocks => depths.Pieces;

    /// <summary>First row of a tile.</summary>
    public int Row(int tile) => rows.Start(tile);

    /// <summary>First register of a panel.</summary>
    public int Vector(int panel) => vectors.Start(panel);

    /// <summary>First column of a register.</summary>
    public int Column(int vector) => Math.Min(vector * Width, lastColumn);

    /// <summary>Where a block of the depth begins.</summary>
    public int Depth(int block) => depths.Start(block);
}

/// <summary>A length cut into pieces that differ by one at most, the longer ones first.</summary>
internal readonly struct EvenCut(int length, int pieces)
{
    private readonly int shorter = length / pieces, longer = length % pieces;

    public readonly int Pieces = pieces;

    /// <summary>As few pieces as keep to the limit.</summary>
    public static EvenCut AtMost(int length, int limit) => new(length, (int)(((long)length + limit - 1) / limit));

    /// <summary>Where a piece begins; the end of the whole for the piece after the last.</summary>
    public int Start(int piece) => piece * shorter + Math.Min(piece, longer);
}
