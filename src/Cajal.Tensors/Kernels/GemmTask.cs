namespace Cajal;

/// <summary>A product, how it is cut, and the part of it under way. A null packed pointer means: read the operand where it lies.</summary>
internal unsafe struct GemmTask<T> where T : unmanaged
{
    public T* A, B, C;
    public nint ARow, ACol, BRow, BCol, CRow;
    public bool Accumulate;
    public GemmGrid Grid;
    public T* PackedA, PackedB;

    /// <summary>The part: tiles, panels and blocks of the depth from .. to − 1.</summary>
    public int FromTile, ToTile, FromPanel, ToPanel, FromBlock, ToBlock;

    /// <summary>How many chunks of rows and columns the part is worked on in.</summary>
    public int RowChunks, ColumnChunks;

    public readonly int PartDepth => Grid.Depth(ToBlock) - Grid.Depth(FromBlock);

    public readonly int PartRows => Grid.Row(ToTile) - Grid.Row(FromTile);

    public readonly int PartVectors => Grid.Vector(ToPanel) - Grid.Vector(FromPanel);

    /// <summary>Where a packed tile begins: blocks one after the other, in each the tiles, in each p by p its rows.</summary>
    public readonly T* TileAt(int block, int tile)
    {
        nint depthBefore = Grid.Depth(block) - Grid.Depth(FromBlock), depth = Grid.Depth(block + 1) - Grid.Depth(block);
        return PackedA + depthBefore * PartRows + depth * (Grid.Row(tile) - Grid.Row(FromTile));
    }

    /// <summary>Where a packed panel begins: blocks one after the other, in each the panels, in each p by p its registers.</summary>
    public readonly T* PanelAt(int block, int panel)
    {
        nint depthBefore = Grid.Depth(block) - Grid.Depth(FromBlock), depth = Grid.Depth(block + 1) - Grid.Depth(block);
        return PackedB + (depthBefore * PartVectors + depth * (Grid.Vector(panel) - Grid.Vector(FromPanel))) * Grid.Width;
    }
}

/// <summary>Packs panels of B, one a chunk, then tiles of A, eight a chunk. Panels stay packed while the rows of A pass by.</summary>
internal unsafe struct GemmPack<T> : IChunkBody where T : unmanaged
{
    private const int TilesAtOnce = 8;

    public GemmTask<T> Task;

    public readonly int Chunks => PanelChunks + (Task.PackedA == null ? 0 : (Task.ToTile - Task.FromTile + TilesAtOnce - 1) / TilesAtOnce);

    private readonly int PanelChunks => Task.PackedB == null || Task.FromTile > 0 ? 0 : Task.ToPanel - Task.FromPanel;

    public readonly void Run(int chunk)
    {
        if (chunk < PanelChunks)
        {
            PackPanel(Task.FromPanel + chunk);
            return;
        }
        int first = Task.FromTile + (chunk - PanelChunks) * TilesAtOnce;
        for (int tile = first; tile < Math.Min(first + TilesAtOnce, Task.ToTile); tile++) PackTile(tile);
    }

    private readonly void PackPanel(int panel)
    {
        var grid = Task.Grid;
        int from = grid.Vector(panel), to = grid.Vector(panel + 1);
        for (int block = Task.FromBlock; block < Task.ToBlock; block++)
        {
            int start = grid.Depth(block), depth = grid.Depth(block + 1) - start;
            T* target = Task.PanelAt(block, panel), source = Task.B + start * Task.BRow;
            nint pitch = (to - from) * grid.Width;
            for (int v = from; v < to; v++)
                Packing.Strip(source + grid.Column(v) * Task.BCol, Task.BCol, Task.BRow, grid.Width, depth, target + (v - from) * grid.Width, pitch);
        }
    }

    private readonly void PackTile(int tile)
    {
        var grid = Task.Grid;
        int row = grid.Row(tile), rows = grid.Row(tile + 1) - row;
        for (int block = Task.FromBlock; block < Task.ToBlock; block++)
        {
            int start = grid.Depth(block), depth = grid.Depth(block + 1) - start;
            Packing.Strip(Task.A + row * Task.ARow + start * Task.ACol, Task.ARow, Task.ACol, rows, depth, Task.TileAt(block, tile), rows);
        }
    }
}

/// <summary>Computes one chunk of the part's rows and columns through all of its depth.</summary>
internal unsafe struct GemmCompute<T, V, W> : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    /// <summary>Tiles of A that stay in the second cache while panels of B pass by.</summary>
    public const int TilesAtOnce = 24;

    public GemmTask<T> Task;

    public void Run(int chunk)
    {
        int down = chunk / Task.ColumnChunks, right = chunk % Task.ColumnChunks;
        int tileFrom = Cut(Task.FromTile, Task.ToTile, down, Task.RowChunks), tileTo = Cut(Task.FromTile, Task.ToTile, down + 1, Task.RowChunks);
        int panelFrom = Cut(Task.FromPanel, Task.ToPanel, right, Task.ColumnChunks), panelTo = Cut(Task.FromPanel, Task.ToPanel, right + 1, Task.ColumnChunks);
        for (int block = Task.FromBlock; block < Task.ToBlock; block++)
        {
            for (int tile = tileFrom; tile < tileTo; tile += TilesAtOnce)
            {
                for (int panel = panelFrom; panel < panelTo; panel++)
                    Panel(block, panel, tile, Math.Min(tile + TilesAtOnce, tileTo));
            }
        }
    }

    private void Panel(int block, int panel, int tileFrom, int tileTo)
    {
        var grid = Task.Grid;
        int start = grid.Depth(block), vector = grid.Vector(panel), vectors = grid.Vector(panel + 1) - vector, column = grid.Column(vector);
        GemmTile<T> tile;
        tile.Depth = grid.Depth(block + 1) - start;
        tile.Accumulate = Task.Accumulate || block > 0;
        tile.CRow = Task.CRow;
        tile.C1 = grid.Column(vector + 1) - column;
        tile.C2 = grid.Column(vector + 2) - column;
        bool packedB = Task.PackedB != null;
        tile.B = packedB ? Task.PanelAt(block, panel) : Task.B + start * Task.BRow + column;
        tile.BRow = packedB ? vectors * grid.Width : Task.BRow;
        tile.B1 = packedB ? grid.Width : tile.C1;
        tile.B2 = packedB ? 2 * grid.Width : tile.C2;
        for (int t = tileFrom; t < tileTo; t++)
        {
            int row = grid.Row(t), rows = grid.Row(t + 1) - row;
            bool packedA = Task.PackedA != null;
            tile.A = packedA ? Task.TileAt(block, t) : Task.A + row * Task.ARow + start * Task.ACol;
            tile.ARow = packedA ? 1 : Task.ARow;
            tile.ACol = packedA ? rows : Task.ACol;
            tile.C = Task.C + row * Task.CRow + column;
            GemmKernel<T, V, W>.Run(rows, vectors, ref tile);
        }
    }

    private static int Cut(int from, int to, int piece, int pieces) => from + (int)((long)piece * (to - from) / pieces);
}
