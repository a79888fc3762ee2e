namespace Cajal;

/// <summary>Operations that are computed one after the other on each piece, while it lies in the cache.</summary>
internal sealed class PieceChain(PlanPieces[] parts) : PieceWork
{
    public override void Run(in Piece piece)
    {
        foreach (var part in parts) part.Run(piece);
    }

    public void Begin()
    {
        foreach (var part in parts) part.Begin();
    }

    /// <summary>The whole chain as the end of a convolution; nothing when it is more than that.</summary>
    public unsafe ConvolutionEnd<T> EndOf<T>(T* results) where T : unmanaged
    {
        ConvolutionEnd<T> end = default;
        foreach (var part in parts)
            if (!part.JoinEnd(results, ref end)) return default;
        return end;
    }

    public void End()
    {
        foreach (var part in parts) part.End();
    }
}

/// <summary>A chain of piecewise operations over results seen as a matrix, in one pass; a long one on several threads.</summary>
internal sealed class BoundPieces(PieceChain chain, int rows, int columns) : Bound
{
    public override void Run()
    {
        chain.Begin();
        if ((long)rows * columns <= 2 * Elementwise.Chunk) chain.Run(new Piece(0, rows, 0, columns, columns));
        else
        {
            var body = new Body(chain, rows, columns);
            Workers.For(body.Chunks, ref body);
        }
        chain.End();
    }

    /// <summary>Chunks of whole rows, or of parts of long ones.</summary>
    private readonly struct Body(PieceChain chain, int rows, int columns) : IChunkBody
    {
        private readonly int parts = (columns - 1) / Elementwise.Chunk + 1, rowsAtOnce = Math.Max(1, Elementwise.Chunk / columns);

        public int Chunks => parts > 1 ? rows * parts : (rows - 1) / rowsAtOnce + 1;

        public void Run(int chunk)
        {
            if (parts == 1)
            {
                chain.Run(new Piece(chunk * rowsAtOnce, Math.Min(rows, (chunk + 1) * rowsAtOnce), 0, columns, columns));
                return;
            }
            int row = Math.DivRem(chunk, parts, out int part), from = part * Elementwise.Chunk;
            chain.Run(new Piece(row, row + 1, from, Math.Min(columns, from + Elementwise.Chunk), columns));
        }
    }
}
