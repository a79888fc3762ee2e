namespace Cajal;

/// <summary>An operation that can hand each finished piece of its result, seen as a matrix, to what follows on it. Plans use it.</summary>
internal interface IFinishesPieces
{
    /// <summary>Columns of the result seen as a matrix.</summary>
    int ColumnsOf(Tensor y);

    /// <summary>True when it can, for these tensors.</summary>
    bool FitsFinish(ReadOnlySpan<Tensor> x, Tensor y);

    /// <summary>The operation with its tensors and what follows.</summary>
    Bound BindFollowed(AddressBook book, Tensor[] x, Tensor[] y, PieceChain? followers);
}
