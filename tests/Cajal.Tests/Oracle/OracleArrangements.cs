namespace Cajal.Tests.Oracle;

/// <summary>Ops that arrange, pick, order or compare numbers, under PyTorch's names; tensor_ops.json of other folders may
/// hold them.</summary>
internal static class OracleArrangements
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["reshape"] = Of(a => a["x"].Reshape(a.Wholes("shape"))),
        ["view"] = Of(a => a["x"].Reshape(a.Wholes("shape"))),
        ["flatten"] = Of(a => a["x"].Flatten((int)a.Params.Number("start_dim", 0))),
        ["squeeze"] = Of(a => a["x"].Squeeze(a.Axis())),
        ["unsqueeze"] = Of(a => a["x"].Unsqueeze(a.Axis())),
        ["expand"] = Of(a => a["x"].Expand(Shape.Of(a.Wholes("shape", "size", "sizes")))),
        ["permute"] = Of(a => a["x"].Permute(a.Wholes("dims", "axes", "order"))),
        ["transpose"] = Of(a => a["x"].Transpose(Pair(a).First, Pair(a).Second)),
        ["slice"] = Of(a =>
            a["x"].Slice(a.Axis(), (int)a.Params.Number("start", 0)..(int)a.Params.Number("end"), (int)a.Params.Number("step", 1))),
        ["select"] = Of(a => a["x"].Select(a.Axis(), (int)a.Params.Number("index"))),
        ["flip"] = Of(a => a.Axes()!.Aggregate(a["x"], (x, axis) => x.Flip(axis))),
        ["split"] = OracleFunction.Of(a => Parts(a["x"].Split(a.Axis(0), a.Wholes("sizes", "split_sizes")))),
        ["tril"] = Of(a => a["x"].LowerTriangle((int)a.Params.Number("diagonal", 0))),
        ["triu"] = Of(a => a["x"].UpperTriangle((int)a.Params.Number("diagonal", 0))),
        ["pad"] = Of(Pad),
        ["sort"] = OracleFunction.Of(a => Ordered(a["x"].Sort(a.Axis(-1), a.Params.Flag("descending")))),
        ["topk"] = OracleFunction.Of(a => Ordered(a["x"].TopK((int)a.Params.Number("k"), a.Axis(-1)))),
        ["argmax"] = Of(a => a["x"].ArgMax(a.Axis(), a.KeepAxes())),
        ["argmin"] = Of(a => a["x"].ArgMin(a.Axis(), a.KeepAxes())),
        ["one_hot"] = Of(a => a["x"].OneHot((int)a.Params.Number("num_classes"), DType.Int64)),
        ["scatter_add"] = Of(a => a["x"] + a["src"].ScatterAdd(a.Axis(), a["idx"], a["x"].Shape[a.Axis()])),
        ["index_add"] = Of(a => a["x"] + a["src"].IndexAdd(a.Axis(), a["idx"], a["x"].Shape[a.Axis()])),
        ["eq"] = Two((a, b) => a.EqualTo(b)),
        ["ne"] = Two((a, b) => a.NotEqualTo(b)),
        ["gt"] = Two((a, b) => a > b),
        ["ge"] = Two((a, b) => a >= b),
        ["lt"] = Two((a, b) => a < b),
        ["le"] = Two((a, b) => a <= b),
        ["logical_and"] = Two((a, b) => a & b),
        ["logical_or"] = Two((a, b) => a | b),
        ["logical_not"] = Of(a => !a["x"]),
        ["isnan"] = Of(a => a["x"].IsNaN()),
        ["isfinite"] = Of(a => a["x"].IsFinite()),
        ["any"] = Of(a => a.Axes() is { } axes ? a["x"].Any(axes, a.KeepAxes()) : a["x"].Any()),
        ["all"] = Of(a => a.Axes() is { } axes ? a["x"].All(axes, a.KeepAxes()) : a["x"].All()),
    };

    // left, right, top, bottom: from the last axis to the front.
    private static Tensor Pad(OracleArguments a)
    {
        a.Params.Require("order", "left,right,top,bottom");
        return a["x"].Pad(a.Wholes("pad"), a.Params.Text("mode", "constant") switch
        {
            "constant" or "zeros" => PadMode.Constant,
            "reflect" => PadMode.Reflect,
            "replicate" => PadMode.Replicate,
            "circular" => PadMode.Circular,
            var other => throw new NotUnderstoodException($"the border '{other}'"),
        }, a.Params.Number("value", 0));
    }

    private static (int First, int Second) Pair(OracleArguments a) => a.Params.TryTake(out var first, "dim0", "axis0")
        ? (first.GetInt32(), a.Params.Take("dim1", "axis1").GetInt32())
        : a.Axes() is [var one, var two] ? (one, two) : throw new NotUnderstoodException("two axes are needed");

    private static OracleResults Ordered((Tensor Values, Tensor Positions) result) =>
        new() { ["y"] = result.Values, ["values"] = result.Values, ["indices"] = result.Positions };

    private static OracleResults Parts(Tensor[] parts)
    {
        var results = new OracleResults();
        for (int i = 0; i < parts.Length; i++) results[$"y{i}"] = parts[i];
        return results;
    }

    private static OracleOp Of(Func<OracleArguments, Tensor> call) => OracleFunction.Of(call);

    private static OracleOp Two(Func<Tensor, Tensor, Tensor> call) => OracleFunction.Of(a => call(a["a"], a["b"]));
}
