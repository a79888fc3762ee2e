using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Computes chunk after chunk of C, each some tiles by some panels through the whole depth. Every thread packs for itself what it then reads at
/// once from its own cache: nobody waits for anybody.</summary>
internal readonly unsafe struct GemmChunk<T, V, W>(GemmTask<T> task) : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    /// <summary>Numbers of A and B packed at a time; both fit the second cache.</summary>
    private const int RoomA = 24 * 8 * GemmGrid.BlockDepth, RoomB = 22 * 48 * GemmGrid.BlockDepth;

    /// <summary>Numbers of C that lie in the second cache together with what follows on them.</summary>
    private const int FinishNumbers = 32 * 1024;

    /// <summary>Rows read side by side where the depth does not lie side by side: as many as the processor fetches ahead.</summary>
    private const int RowsAtOnce = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        var grid = task.Grid;
        EvenCut tiles = new(grid.Tiles, task.RowChunks), panels = new(grid.Panels, task.ColumnChunks);
        int down = chunk / task.ColumnChunks, right = chunk - down * task.ColumnChunks;
        int tileFrom = tiles.Start(down), tileTo = tiles.Start(down + 1), panelFrom = panels.Start(right), panelTo = panels.Start(right + 1);
        int depth = grid.Depth(1);
        int tilesAtOnce = RoomA / (grid.TileRows * depth);
        // One packed panel stays closest; several where the tiles come by more than once.
        int panelsAtOnce = !task.PackB ? panelTo - panelFrom
            : !task.PackA && tileTo - tileFrom <= tilesAtOnce ? 1
            : Math.Max(1, RoomB / (grid.PanelVectors * W.Count * depth));
        // What follows comes while C still lies near, as far as nothing is packed or read from afar anew for it.
        int tileNumbers = grid.TileRows * grid.PanelVectors;
        int near = FinishNumbers / (tileNumbers * W.Count);
        if (task.Finish is not null && task.PackB) tilesAtOnce = Math.Clamp(near / panelsAtOnce, 1, tilesAtOnce);
        else if (task.Finish is not null && !task.PackA) panelsAtOnce = Math.Clamp(near / Math.Min(tileTo - tileFrom, tilesAtOnce), 1, panelsAtOnce);
        T* roomA = null, roomB = null;
        if (task.PackA || task.PackB)
        {
            roomB = (T*)GemmScratch.Take((RoomA + RoomB) * (nuint)sizeof(T));
            roomA = roomB + RoomB;
        }
        for (int panel = panelFrom; panel < panelTo; panel += panelsAtOnce)
        {
            int panelEnd = Math.Min(panel + panelsAtOnce, panelTo);
            for (int block = 0; block < grid.Blocks; block++)
            {
                if (task.PackB) PackPanels(block, panel, panelEnd, roomB);
                for (int tile = tileFrom; tile < tileTo; tile += tilesAtOnce)
                {
                    int tileEnd = Math.Min(tile + tilesAtOnce, tileTo);
                    if (task.PackA) PackTiles(block, tile, tileEnd, roomA);
                    T* packedB = roomB;
                    for (int p = panel; p < panelEnd; p++) packedB += Multiply(block, p, tile, tileEnd, roomA, packedB);
                    if (block == grid.Blocks - 1 && task.Finish is { } finish)
                        finish.Run(new Piece(grid.Row(tile), grid.Row(tileEnd), grid.Vector(panel) * W.Count,
                            Math.Min(task.Columns, grid.Vector(panelEnd) * W.Count), task.Columns));
                }
            }
        }
    }

    /// <summary>One panel times some tiles; returns how many numbers the packed panel has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Multiply(int block, int panel, int tileFrom, int tileTo, T* packedA, T* packedB)
    {
        var grid = task.Grid;
        int start = grid.Depth(block), depth = grid.Depth(block + 1) - start;
        int vector = grid.Vector(panel), vectors = grid.Vector(panel + 1) - vector, column = grid.Column(vector);
        GemmTile<T> tile;
        tile.Depth = depth;
        tile.Accumulate = task.Accumulate || block > 0;
        tile.CRow = task.CRow;
        tile.Columns = task.Columns;
        tile.C1 = grid.Column(vector + 1) - column;
        tile.C2 = grid.Column(vector + 2) - column;
        tile.C3 = grid.Column(vector + 3) - column;
        tile.B = task.PackB ? packedB : task.B + start * task.BRow + column;
        tile.BRow = task.PackB ? vectors * W.Count : task.BRow;
        tile.B1 = task.PackB ? W.Count : tile.C1;
        tile.B2 = task.PackB ? 2 * W.Count : tile.C2;
        tile.B3 = task.PackB ? 3 * W.Count : tile.C3;
        int from = grid.Row(tileFrom), height = grid.Row(tileTo) - from;
        // Rows whole pages apart fall upon one another in the first cache, which holds fewer than 16 of them.
        if (vectors == 1 && !task.PackA && GemmGrid.HasManyRegisters && task.ARow * sizeof(T) % 4096 != 0)
        {
            for (; height >= GemmTall<T, V, W>.Rows; from += GemmTall<T, V, W>.Rows, height -= GemmTall<T, V, W>.Rows)
            {
                tile.A = task.A + from * task.ARow + start * task.ACol;
                tile.ARow = task.ARow;
                tile.ACol = task.ACol;
                tile.C = task.C + from * task.CRow + column;
                if (task.IsNarrow) GemmTall<T, V, W>.Run<NPart>(ref tile);
                else GemmTall<T, V, W>.Run<N1>(ref tile);
            }
        }
        if (height == 0) return vectors * W.Count * depth;
        // Packed tiles are as they are; otherwise a narrower panel has taller ones.
        var tiles = task.PackA ? new EvenCut(height, tileTo - tileFrom) : EvenCut.AtMost(height, GemmGrid.RowsBeside(vectors));
        for (int t = 0; t < tiles.Pieces; t++)
        {
            int row = from + tiles.Start(t), rows = from + tiles.Start(t + 1) - row;
            tile.A = task.PackA ? packedA : task.A + row * task.ARow + start * task.ACol;
            tile.ARow = task.PackA ? 1 : task.ARow;
            tile.ACol = task.PackA ? rows : task.ACol;
            tile.C = task.C + row * task.CRow + column;
            GemmKernel<T, V, W>.Run(rows, task.IsNarrow ? 0 : vectors, ref tile);
            packedA += rows * depth;
        }
        return vectors * W.Count * depth;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackPanels(int block, int panelFrom, int panelTo, T* room)
    {
        var grid = task.Grid;
        int start = grid.Depth(block), depth = grid.Depth(block + 1) - start, step = task.BRow == 1 ? depth : RowsAtOnce;
        for (int p = 0; p < depth; p += step)
        {
            T* panelRoom = room;
            for (int panel = panelFrom; panel < panelTo; panel++)
            {
                int first = grid.Vector(panel), vectors = grid.Vector(panel + 1) - first, pitch = vectors * W.Count;
                T* source = task.B + (start + p) * task.BRow, target = panelRoom + p * pitch;
                for (int v = 0; v < vectors; v++)
                    Packing.Strip(source + grid.Column(first + v) * task.BCol, task.BCol, task.BRow, Math.Min(task.Columns, W.Count), Math.Min(step, depth - p),
                        target + v * W.Count, pitch);
                panelRoom += pitch * depth;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackTiles(int block, int tileFrom, int tileTo, T* room)
    {
        var grid = task.Grid;
        int start = grid.Depth(block), depth = grid.Depth(block + 1) - start, step = task.ACol == 1 ? depth : RowsAtOnce;
        for (int p = 0; p < depth; p += step)
        {
            T* tileRoom = room;
            for (int tile = tileFrom; tile < tileTo; tile++)
            {
                int row = grid.Row(tile), rows = grid.Row(tile + 1) - row;
                Packing.Strip(task.A + row * task.ARow + (start + p) * task.ACol, task.ARow, task.ACol, rows, Math.Min(step, depth - p), tileRoom + p * rows, rows);
                tileRoom += rows * depth;
            }
        }
    }
}
