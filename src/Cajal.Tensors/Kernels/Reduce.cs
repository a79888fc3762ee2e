using System.Numerics;

namespace Cajal;

/// <summary>Reductions of rows and columns, taken in fixed pieces: their bits follow from the numbers and the shape, not from threads or registers.</summary>
/// <remarks>A rounding error grows with the length of a piece and the number of levels, not with the length of the whole: 10⁷ ones in Float32 sum to 10⁷.
/// Whole numbers are added exactly (modulo their range, as C# adds them).</remarks>
internal static class Reduce
{
    /// <summary>yᵢ = Σⱼ xᵢⱼ      [rows, length] → [rows]; 0 for rows of nothing.</summary>
    public static void SumRows<T>(ReadOnlySpan<T> x, int rows, int length, Span<T> y) where T : unmanaged, INumber<T> =>
        RowFold<T, SumFold<T>>.Run(x, rows, length, y);

    /// <summary>yᵢ = maxⱼ xᵢⱼ, NaN when there is one      [rows, length] → [rows]; −∞ (or the least whole number) for rows of nothing.</summary>
    public static void MaxRows<T>(ReadOnlySpan<T> x, int rows, int length, Span<T> y) where T : unmanaged, INumber<T> =>
        RowFold<T, MaxFold<T>>.Run(x, rows, length, y);

    /// <summary>yᵢ = minⱼ xᵢⱼ, NaN when there is one      [rows, length] → [rows]; ∞ (or the greatest whole number) for rows of nothing.</summary>
    public static void MinRows<T>(ReadOnlySpan<T> x, int rows, int length, Span<T> y) where T : unmanaged, INumber<T> =>
        RowFold<T, MinFold<T>>.Run(x, rows, length, y);

    /// <summary>yⱼ = Σᵢ xᵢⱼ      [rows, columns] → [columns]; 0 without rows.</summary>
    public static void SumColumns<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> y) where T : unmanaged, INumber<T>
    {
        if (columns == 1) SumRows(x, 1, rows, y);
        else ColumnSum<T>.Run(x, rows, columns, y);
    }
}
