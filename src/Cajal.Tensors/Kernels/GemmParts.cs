namespace Cajal;

/// <summary>Walks through a product part by part, packs what is to be packed, and hands the chunks to the threads.</summary>
internal static unsafe class GemmParts<T, V, W> where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    /// <summary>Numbers of an operand that are packed at a time, and blocks of the depth among them.</summary>
    private const int PackedNumbers = 1 << 20, PackedBlocks = 2;

    /// <summary>Work of a chunk in FLOP, and the most chunks: enough for many threads, too few to be felt.</summary>
    private const double ChunkWork = 0.5e6;
    private const int MostChunks = 128;

    public static void Run(int m, int n, int k, GemmTask<T> task, bool packA, bool packB)
    {
        var grid = task.Grid = new GemmGrid(m, n, k, W.Count);
        // What is packed at a time: all of the product, or parts of it that fit the room.
        int blocks = packA || packB ? Math.Min(grid.Blocks, PackedBlocks) : grid.Blocks;
        int depth = Math.Min(k, blocks * GemmGrid.BlockDepth), panelWidth = GemmGrid.PanelVectors * W.Count;
        int panels = packB ? Math.Min(grid.Panels, PackedNumbers / (panelWidth * depth)) : grid.Panels;
        int tiles = packA ? Math.Min(grid.Tiles, PackedNumbers / (GemmGrid.TileRows * depth)) : grid.Tiles;
        if (packA || packB)
        {
            nint forB = packB ? (nint)panels * panelWidth * depth : 0, forA = packA ? (nint)tiles * GemmGrid.TileRows * depth : 0;
            T* room = (T*)GemmScratch.Take((nuint)((forA + forB) * sizeof(T)));
            task.PackedB = packB ? room : null;
            task.PackedA = packA ? room + forB : null;
        }
        for (int panel = 0; panel < grid.Panels; panel = task.ToPanel)
        {
            (task.FromPanel, task.ToPanel) = (panel, Math.Min(panel + panels, grid.Panels));
            for (int block = 0; block < grid.Blocks; block = task.ToBlock)
            {
                (task.FromBlock, task.ToBlock) = (block, Math.Min(block + blocks, grid.Blocks));
                for (int tile = 0; tile < grid.Tiles; tile = task.ToTile)
                {
                    (task.FromTile, task.ToTile) = (tile, Math.Min(tile + tiles, grid.Tiles));
                    Part(ref task);
                }
            }
        }
    }

    private static void Part(ref GemmTask<T> task)
    {
        double work = 2.0 * task.PartRows * task.PartVectors * W.Count * task.PartDepth;
        bool alone = work < Workers.Crossover;
        if (task.PackedA != null || task.PackedB != null)
        {
            var pack = new GemmPack<T> { Task = task };
            Do(pack.Chunks, ref pack, alone);
        }
        // Down first in pieces that stay in the cache, then across, then finer down: from the work alone, never from the number of threads.
        int tiles = task.ToTile - task.FromTile, panels = task.ToPanel - task.FromPanel;
        int wanted = alone ? 1 : (int)Math.Clamp(work / ChunkWork, 2, MostChunks);
        task.RowChunks = Pieces(tiles, GemmCompute<T, V, W>.TilesAtOnce);
        task.ColumnChunks = Math.Min(panels, Pieces(wanted, task.RowChunks));
        task.RowChunks = Math.Max(task.RowChunks, Math.Min(tiles, Pieces(wanted, task.ColumnChunks)));
        var compute = new GemmCompute<T, V, W> { Task = task };
        Do(task.RowChunks * task.ColumnChunks, ref compute, alone);
    }

    private static void Do<TBody>(int chunks, ref TBody body, bool alone) where TBody : struct, IChunkBody
    {
        if (!alone) Workers.For(chunks, ref body);
        else for (int chunk = 0; chunk < chunks; chunk++) body.Run(chunk);
    }

    private static int Pieces(int length, int most) => (length + most - 1) / most;
}
