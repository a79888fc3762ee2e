namespace Cajal.Tests.Oracle;

/// <summary>tensor_ops.json</summary>
internal static class OracleTensorOps
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["add"] = Pair((a, b) => a + b),
        ["sub"] = Pair((a, b) => a - b),
        ["mul"] = Pair((a, b) => a * b),
        ["div"] = Pair((a, b) => a / b),
        ["maximum"] = Pair((a, b) => a.Maximum(b)),
        ["minimum"] = Pair((a, b) => a.Minimum(b)),
        ["matmul"] = Pair((a, b) => a.MatMul(b)),
        ["sum"] = Reduction((x, axes, keep) => x.Sum(axes, keep)),
        ["mean"] = Reduction((x, axes, keep) => x.Mean(axes, keep)),
        ["logsumexp"] = Reduction((x, axes, keep) => x.LogSumExp(axes, keep)),
        ["var"] = OracleFunction.Of(a => a["x"].Variance(a.Axes() ?? All(a["x"]), Correction(a.Params), a.KeepAxes())),
        ["std"] = OracleFunction.Of(a => a["x"].StandardDeviation(a.Axes() ?? All(a["x"]), Correction(a.Params), a.KeepAxes())),
        ["max"] = Extremum((x, axis, keep) => x.Max(axis, keep), (x, axis, keep) => x.ArgMax(axis, keep)),
        ["min"] = Extremum((x, axis, keep) => x.Min(axis, keep), (x, axis, keep) => x.ArgMin(axis, keep)),
        ["concat"] = OracleFunction.Of(a => Tensor.Concatenate(a.All(), a.Axis(0))),
        ["stack"] = OracleFunction.Of(a => Tensor.Stack(a.All(), a.Axis(0))),
        ["index_select"] = OracleFunction.Of(a => a["x"].IndexSelect(a.Axis(0), a["idx"])),
        ["gather"] = OracleFunction.Of(a => a["x"].Gather(a.Axis(), a["idx"])),
        ["where"] = OracleFunction.Of(a => Tensor.Where(a["c"], a["a"], a["b"])),
        ["clamp"] = One((x, p) => Clamp(x, p.Number("min", double.NegativeInfinity), p.Number("max", double.PositiveInfinity))),
        ["exp"] = One((x, _) => x.Exp()),
        ["expm1"] = One((x, _) => x.Expm1()),
        ["log"] = One((x, _) => x.Log()),
        ["log1p"] = One((x, _) => x.Log1p()),
        ["sqrt"] = One((x, _) => x.Sqrt()),
        ["rsqrt"] = One((x, _) => x.Rsqrt()),
        ["square"] = One((x, _) => x.Square()),
        ["reciprocal"] = One((x, _) => x.Reciprocal()),
        ["abs"] = One((x, _) => x.Abs()),
        ["neg"] = One((x, _) => -x),
        ["sin"] = One((x, _) => x.Sin()),
        ["cos"] = One((x, _) => x.Cos()),
        ["erf"] = One((x, _) => x.Erf()),
        ["pow"] = OracleFunction.Of(a => a.Params.TryTake(out _, "exponent")
            ? a["x"].Power(a.Params.Number("exponent")) : a["a"].Power(a["b"])),
        ["fmod"] = Pair((a, b) => a % b),
        ["floor"] = Jump(x => x.Floor()),
        ["ceil"] = Jump(x => x.Ceiling()),
        ["round"] = Jump(x => x.Round()),
        ["sign"] = Jump(x => x.Sign()),
        // PyTorch's remainder has the sign of the divisor, C#'s that of the dividend.
        ["remainder"] = Pair((a, b) => a - (a / b).Floor() * b),
        ["prod"] = OracleFunction.Of(a => a.Axes() is [int axis] ? a["x"].Product(axis, a.KeepAxes()) : a["x"].Product()),
        ["norm"] = OracleFunction.Of(a => a["x"].Norm(a.Axes() ?? All(a["x"]), a.Params.Number("p", 2), a.KeepAxes())),
        ["normalize"] = OracleFunction.Of(a => a["x"].Normalize(a.Params.Number("p", 2), a.Axis(1), a.Params.Number("eps", 1e-12))),
        ["cosine_similarity"] = OracleFunction.Of(a => a["x1"].CosineSimilarity(a["x2"], a.Axis(1), a.Params.Number("eps", 1e-8))),
        ["pairwise_distance"] = OracleFunction.Of(a => a["x1"].PairwiseDistance(a["x2"], a.Params.Number("p", 2), a.Params.Number("eps", 1e-6),
            a.KeepAxes())),
        ["cumsum"] = OracleFunction.Of(a => a["x"].CumulativeSum(a.Axis())),
        ["chain"] = OracleFunction.Of(a => Chain(a["x"], a.Params.Text("y"))),
    };

    // PyTorch gives the upper bound everywhere where the bounds are the wrong way round; Cajal's Clamp refuses that.
    private static Tensor Clamp(Tensor x, double min, double max) => min <= max ? x.Clamp(min, max) : x.Maximum(min).Minimum(max);

    private static Tensor Chain(Tensor x, string formula)
    {
        if (formula != "h=tanh(2x); sum(h*h+sin(h)*x)+mean(h)*sum(x)") throw new NotUnderstoodException($"the formula '{formula}'");
        var h = (2 * x).Tanh();
        return (h * h + h.Sin() * x).Sum() + h.Mean() * x.Sum();
    }

    private static OracleOp One(Func<Tensor, OracleObject, Tensor> call) => OracleFunction.Of(a => call(a["x"], a.Params));

    // PyTorch's gradient of a jump is 0; Cajal says why there is none instead of passing zeros on.
    private static OracleOp Jump(Func<Tensor, Tensor> call) => OracleFunction.Of(a => call(a["x"].StopGradient()) + 0 * a["x"]);

    private static OracleOp Pair(Func<Tensor, Tensor, Tensor> call) => OracleFunction.Of(a => call(a["a"], a["b"]));

    private static OracleOp Reduction(Func<Tensor, int[], bool, Tensor> call) => OracleFunction.Of(a => call(a["x"], a.Axes() ?? All(a["x"]), a.KeepAxes()));

    // Along an axis the oracle names the first of equal elements; over all elements there are no indices, and equal elements would share the gradient.
    private static OracleOp Extremum(Func<Tensor, int, bool, Tensor> value, Func<Tensor, int, bool, Tensor> index) => OracleFunction.Of(a =>
    {
        var x = a["x"];
        bool keep = a.KeepAxes();
        if (a.Axes() is not [int axis]) return new OracleResults { ["y"] = value(x.Reshape(-1), 0, keep) };
        return new OracleResults { ["y"] = value(x, axis, keep), ["indices"] = index(x, axis, keep) };
    });

    private static int[] All(Tensor x) => [.. Enumerable.Range(0, x.Rank)];

    private static double Correction(OracleObject p) => p.TryTake(out _, "unbiased") ? p.Flag("unbiased") ? 1 : 0 : p.Number("correction", 1);
}
