using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>C ← (C +) A·B for Float32 and Float64, [m, k]·[k, n] → [m, n].</summary>
/// <remarks>Each number of C is Σ over blocks of at most 512 steps (<see cref="GemmGrid.Depth"/>), each block one chain of multiply-adds from zero, in the order of k.
/// So its bits depend on its row of A, its column of B and k only: not on the number of threads, on m and n, on strides or on the width of registers. The one
/// exception is a vector by a matrix whose depth lies side by side (<see cref="IsDots"/>): one chain would be several times as slow there.</remarks>
internal static unsafe class Gemm
{
    /// <summary>Work of a chunk in FLOP, and the most chunks: enough for many threads, too few to be felt.</summary>
    private const double ChunkWork = 0.5e6;
    private const int MostChunks = 128, ChunksPerThread = 16;

    /// <summary>Bytes of an operand that a cache holds; and how many rows or columns a chunk needs to make up for reading or packing one.</summary>
    private const double Cached = 1 << 20;
    private const int WideChunk = 128;

    /// <summary>Columns a chunk has at least when something follows on its rows: memory behind the followers is then read in long stretches. Packing wants
    /// more chunks side by side.</summary>
    private const int FinishWidth = 512, FinishPacked = 64;

    /// <summary>Multiplies with any strides of A and B, counted in numbers; the numbers of a row of C lie side by side.</summary>
    /// <remarks>k = 0 gives zeros, or leaves C as it is when it accumulates. C must not overlap A or B.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint cRow, bool accumulate,
        PieceWork? finish = null) where T : unmanaged
    {
        if (m == 0 || n == 0) return;
        if (k == 0)
        {
            if (!accumulate) for (int i = 0; i < m; i++) new Span<T>(c + i * cRow, n).Clear();
            finish?.Run(new Piece(0, m, 0, n, n));
            return;
        }
        if (GemmTiny.Suits(m, n, k))
        {
            GemmTiny.Multiply(m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, accumulate);
            finish?.Run(new Piece(0, m, 0, n, n));
            return;
        }
        if (IsDots(m, n, k, aCol, bRow))
        {
            // Cᵀ = Bᵀ·Aᵀ for a single column.
            if (n == 1) GemmVector.Dots(m, k, a, aRow, b, bRow, c, cRow, accumulate, down: true, finish);
            else GemmVector.Dots(n, k, b, bCol, a, aCol, c, 1, accumulate, down: false, finish);
            return;
        }
        // A vector by a matrix whose rows lie side by side.
        if (n == 1 && m > 1 && cRow == 1 && aRow == 1 && finish is null)
        {
            Multiply(1, m, k, b, bCol, bRow, a, aCol, aRow, c, m, accumulate);
            return;
        }
        if (m == 1 && bCol == 1 && !accumulate)
        {
            GemmVector.Sums(n, k, a, aCol, b, bRow, c, finish);
            return;
        }
        var task = new GemmTask<T>
        {
            A = a,
            ARow = aRow,
            ACol = aCol,
            B = b,
            BRow = bRow,
            BCol = n == 1 ? 1 : bCol,
            C = c,
            CRow = cRow,
            Accumulate = accumulate,
            Finish = finish
        };
        ChoosePacking(m, n, k, ref task);
        // The widest register that a row of C fills; or the narrowest that holds a row, where parts of registers can be read and written. (.NET advises against
        // 512 bits on processors that clock down for them; products gain all the same.)
        if (Avx512F.IsSupported && n > Vector256<T>.Count) Run<T, Vector512<T>, Wide512<T>>(m, n, k, task);
        else if (Vector256.IsHardwareAccelerated && (n >= Vector256<T>.Count || (Wide256<T>.HasParts && n > Vector128<T>.Count))) Run<T, Vector256<T>, Wide256<T>>(m, n, k, task);
        else if (Vector128.IsHardwareAccelerated && (n >= Vector128<T>.Count || Wide128<T>.HasParts)) Run<T, Vector128<T>, Wide128<T>>(m, n, k, task);
        else Run<T, T, Wide1<T>>(m, n, k, task);
    }

    /// <summary>Cuts the work into chunks and has them done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, V, W>(int m, int n, int k, GemmTask<T> task) where T : unmanaged where V : struct where W : struct, IWide<T, V>
    {
        var grid = task.Grid = new GemmGrid(m, Math.Max(n, W.Count), k, W.Count);
        task.Columns = n;
        double work = 2.0 * m * n * k;
        // One thread packs each operand once; many threads need chunks enough to share, and what is packed is packed anew in each.
        int threads = Workers.Count;
        int wanted = work < Workers.Crossover || threads == 1 ? 1 : (int)Math.Clamp(work / ChunkWork, 2, Math.Min(MostChunks, ChunksPerThread * threads));
        // Across first, because chunks side by side share no panel. An operand that no cache holds is read anew by each row (or column) of chunks, and what
        // is packed is packed anew: then only as far as each still does much with it.
        int mostColumns = task.PackA || (double)m * k * sizeof(T) > Cached ? Math.Max(1, n / WideChunk) : grid.Panels;
        int mostRows = task.PackB || (double)n * k * sizeof(T) > Cached ? Math.Max(1, m / WideChunk) : grid.Tiles;
        if (task.Finish is not null) mostColumns = Math.Min(mostColumns, Math.Max(1, n / (task.PackB ? FinishPacked : FinishWidth)));
        // None of these leaves a thread idle.
        if (wanted > 1) mostColumns = Math.Max(mostColumns, Pieces(threads, mostRows));
        task.ColumnChunks = Math.Min(wanted, Math.Min(grid.Panels, mostColumns));
        if (wanted > 1) mostRows = Math.Max(mostRows, Pieces(threads, task.ColumnChunks));
        task.RowChunks = Math.Min(Pieces(wanted, task.ColumnChunks), Math.Min(grid.Tiles, mostRows));
        var chunk = new GemmChunk<T, V, W>(task);
        Workers.For(task.RowChunks * task.ColumnChunks, ref chunk);
    }

    /// <summary>Whether it is a vector by a matrix whose depth lies side by side: those sums have an order of their own, <see cref="GemmDots{T, V, W}"/>.</summary>
    internal static bool IsDots(int m, int n, int k, nint aCol, nint bRow) =>
        k >= GemmVector.LeastDepth && ((n == 1 && aCol == 1) || (m == 1 && bRow == 1)) && !GemmTiny.Suits(m, n, k);

    /// <summary>Decides which operands are copied into the order in which they are read: a pass over an operand, which must pay.</summary>
    private static void ChoosePacking<T>(int m, int n, int k, ref GemmTask<T> task) where T : unmanaged
    {
        // B needs it where its columns do not lie side by side.
        task.PackB = task.BCol != 1;
        if (FirstCache.Ways >= 12)
        {
            // Measured on Zen 5: A is best read where it lies, and B too, unless many rows read what the second cache does not hold.
            task.PackB |= m >= 768 && (double)n * k * sizeof(T) >= Cached;
            // Measured on Sapphire Rapids, both widths: rows of B half pages apart fall upon one another (1024x512x128 1.3 times as fast packed).
            task.PackB |= m >= 512 && k >= 64 && Math.Abs(task.BRow) * sizeof(T) % 2048 == 0;
            return;
        }
        // Measured on Cascade Lake, with 8 ways: B's packing pays where rows are many, or where so many steps lie so far apart that a panel takes only some
        // of the cache's places; A's where steps of the depth lie far apart and are used often, or rows whole pages apart, which fall upon one another.
        nint bStep = Math.Abs(task.BRow) * sizeof(T), aStep = Math.Abs(task.ACol) * sizeof(T);
        task.PackB |= (m >= 48 && k >= 128 && bStep >= 1536) || (m >= 160 && bStep > 256);
        task.PackA = task.ACol != 1 ? (n >= 96 && k >= 256) || (n >= 256 && aStep >= 2048 && aStep % 1024 == 0) : n >= 256 && task.ARow * sizeof(T) % 4096 == 0;
    }

    private static int Pieces(int length, int most) => (length + most - 1) / most;
}
