using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>How two operands are walked together under broadcasting: axes of the result from outside to inside, those that lie evenly in both
/// operands joined into one, with each operand's step (0 where it is stretched).</summary>
internal readonly struct Broadcasting
{
    private readonly Numbers sizes, aSteps, bSteps;
    private readonly int rank;

    public Broadcasting(in Layout a, in Layout b, Shape result)
    {
        Layout x = a.Expand(result), y = b.Expand(result);
        for (int i = 0; i < result.Rank; i++)
        {
            if (result[i] == 1) continue;
            int ax = x.Strides[i], by = y.Strides[i];
            if (rank > 0 && aSteps[rank - 1] == ax * result[i] && bSteps[rank - 1] == by * result[i])
            {
                sizes[rank - 1] *= result[i];
                aSteps[rank - 1] = ax;
                bSteps[rank - 1] = by;
                continue;
            }
            (sizes[rank], aSteps[rank], bSteps[rank]) = (result[i], ax, by);
            rank++;
        }
        if (rank == 0) (sizes[0], aSteps[0], bSteps[0], rank) = (1, 1, 1, 1);
        Rows = 1;
        for (int i = 0; i < rank - 1; i++) Rows *= sizes[i];
    }

    /// <summary>Number of innermost rows.</summary>
    public int Rows { get; }

    /// <summary>Length of each row.</summary>
    public int Row => sizes[rank - 1];

    /// <summary>Each operand's step within a row.</summary>
    public (int A, int B) Step => (aSteps[rank - 1], bSteps[rank - 1]);

    /// <summary>Where row number <paramref name="row"/> starts in each operand.</summary>
    public (nint A, nint B) Start(int row)
    {
        nint a = 0, b = 0;
        for (int i = rank - 2; i >= 0; i--)
        {
            row = Math.DivRem(row, sizes[i], out int index);
            a += (nint)index * aSteps[i];
            b += (nint)index * bSteps[i];
        }
        return (a, b);
    }

    [InlineArray(Shape.MaxRank)]
    private struct Numbers
    {
        private int first;
    }
}
