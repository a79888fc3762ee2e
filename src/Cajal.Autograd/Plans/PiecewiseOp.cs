namespace Cajal;

/// <summary>An operation whose every result number follows from the numbers at the same place (or of the same row or column) of its inputs: a plan can
/// compute it piece by piece, right after what it follows on.</summary>
internal interface IPiecewise
{
    /// <summary>True when it can, for these tensors and results seen as a matrix of so many columns.</summary>
    bool FitsPieces(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns);

    /// <summary>The work, for tensors at their place in a plan.</summary>
    PlanPieces BindPieces(AddressBook book, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns);
}

/// <summary>A piecewise operation at its place in a plan.</summary>
internal abstract class PlanPieces : PieceWork
{
    /// <summary>Called once in a run, before any piece.</summary>
    public virtual void Begin() { }

    /// <summary>Called once in a run, after all pieces.</summary>
    public virtual void End() { }

    /// <summary>Adds itself to the end of a convolution whose results begin at an address, after what is there already; false when it cannot.</summary>
    public virtual unsafe bool JoinEnd<T>(T* results, ref ConvolutionEnd<T> end) where T : unmanaged => false;
}

/// <summary>How a tensor is walked beside a result seen as a matrix: its steps from row to row and from column to column, in elements.</summary>
internal readonly record struct Walk(int Row, int Column)
{
    /// <summary>True when the tensor's numbers lie just as the result's.</summary>
    public bool IsSame(int columns) => Column == 1 && Row == columns;

    /// <summary>The same elements in the same order, whatever the shape.</summary>
    public static bool IsAlike(Tensor x, int count) => x.Count == count && x.IsContiguous && x.Device == Device.Cpu;

    /// <summary>The steps of a tensor that is stretched to a result's shape; null when they are not even.</summary>
    public static Walk? Of(Tensor x, Shape result, int columns)
    {
        if (x.Device != Device.Cpu) return null;
        if (IsAlike(x, result.Count)) return new(columns, 1);
        if (x.Count == 1) return new(0, 0);
        // Columns must be the last axis, and all axes before it must lie evenly.
        if (result.Rank == 0 || result[-1] != columns) return null;
        var strides = x.Layout.Expand(result).Strides;
        int row = 0, length = 1;
        for (int axis = result.Rank - 2; axis >= 0; axis--)
        {
            if (result[axis] == 1) continue;
            if (length == 1) row = strides[axis];
            else if (strides[axis] != row * length) return null;
            length *= result[axis];
        }
        return columns == 1 ? new(row, 1) : new(row, strides[-1]);
    }
}
