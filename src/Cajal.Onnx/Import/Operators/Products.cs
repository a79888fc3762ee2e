namespace Cajal.Onnx;

/// <summary>Products of matrices.</summary>
internal static class Products
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("MatMul", c => Multiply(c.X, c[1]));
        table.Add("Gemm", Gemm);
        table.Add("Einsum", c => new EinsteinSum(c).Of(c.All));
    }

    /// <summary>A · B; a vector on the left is a row, one on the right a column, and its axis goes.</summary>
    public static Tensor Multiply(Tensor a, Tensor b)
    {
        if (!a.DType.IsFloat()) return Multiply(a.To(DType.Float64), b.To(DType.Float64)).To(a.DType);
        bool row = a.Rank == 1, column = b.Rank == 1;
        var y = (row ? a.Unsqueeze(0) : a).MatMul(column ? b.Unsqueeze(1) : b);
        if (column) y = y.Squeeze(-1);
        return row ? y.Squeeze(column ? -1 : -2) : y;
    }

    // Y = α·A'·B' + β·C
    private static Tensor Gemm(Call c)
    {
        Tensor a = c.X, b = c[1];
        var y = Multiply(c.Int("transA", 0) != 0 ? a.T : a, c.Int("transB", 0) != 0 ? b.T : b);
        if (c.Float("alpha", 1) is var alpha and not 1) y *= alpha;
        if (c.Optional(2) is not { } bias || c.Float("beta", 1) is var beta && beta == 0) return y;
        return y + (beta == 1 ? bias : bias * beta);
    }
}
