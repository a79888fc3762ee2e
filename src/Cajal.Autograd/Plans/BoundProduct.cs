namespace Cajal;

/// <summary>A product of two matrices, and what follows on each finished piece of it.</summary>
internal sealed unsafe class BoundProduct<T> : Bound where T : unmanaged
{
    private readonly Address a, b, c;
    private readonly int m, n, k;
    private readonly nint aRow, aColumn, bRow, bColumn;
    private readonly PieceChain? followers;

    public BoundProduct(AddressBook book, Tensor x, Tensor w, Tensor y, PieceChain? followers)
    {
        (a, b, c) = (book.Of(x), book.Of(w), book.Of(y));
        (m, n, k) = (y.Shape[0], y.Shape[1], x.Shape[1]);
        (aRow, aColumn, bRow, bColumn) = (x.Layout.Strides[0], x.Layout.Strides[1], w.Layout.Strides[0], w.Layout.Strides[1]);
        this.followers = followers;
    }

    public override void Run()
    {
        followers?.Begin();
        Gemm.Multiply(m, n, k, a.At<T>(), aRow, aColumn, b.At<T>(), bRow, bColumn, c.At<T>(), n, accumulate: false, followers);
        followers?.End();
    }
}
