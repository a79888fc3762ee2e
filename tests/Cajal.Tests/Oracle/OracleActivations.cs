namespace Cajal.Tests.Oracle;

/// <summary>activations.json</summary>
internal static class OracleActivations
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["sigmoid"] = Of((x, _) => x.Sigmoid()),
        ["tanh"] = Of((x, _) => x.Tanh()),
        ["relu"] = Of((x, _) => x.Relu()),
        ["relu6"] = Of((x, _) => x.Relu6()),
        ["leaky_relu"] = Of((x, p) => x.LeakyRelu(p.Number("negative_slope", 0.01))),
        ["elu"] = Of((x, p) => x.Elu(p.Number("alpha", 1))),
        ["selu"] = Of((x, _) => x.Selu()),
        ["gelu"] = Of((x, p) => p.Text("approximate", "none") switch
        {
            "none" => x.Gelu(),
            "tanh" => x.GeluTanh(),
            var other => throw new NotUnderstoodException($"gelu by '{other}'"),
        }),
        ["silu"] = Of((x, _) => x.Silu()),
        ["softplus"] = Of((x, p) => x.Softplus(p.Number("beta", 1), p.Number("threshold", 20))),
        ["mish"] = Of((x, _) => x.Mish()),
        ["hardtanh"] = Of((x, p) => x.HardTanh(p.Number("min", -1), p.Number("max", 1))),
        // PyTorch 1.13's derivative is 1/6 rounded to Float32, also in Float64: off by 3e-8.
        ["hardsigmoid"] = (record, check) =>
        {
            check.OwnError = 4e-8;
            Of((x, _) => x.HardSigmoid())(record, check);
        },
        ["hardswish"] = Of((x, _) => x.HardSwish()),
        ["logsigmoid"] = Of((x, _) => x.LogSigmoid()),
        ["tanhshrink"] = Of((x, _) => x.TanhShrink()),
        ["softmax"] = OracleFunction.Of(a => a["x"].Softmax(a.Axis(-1))),
        ["log_softmax"] = OracleFunction.Of(a => a["x"].LogSoftmax(a.Axis(-1))),
    };

    private static OracleOp Of(Func<Tensor, OracleObject, Tensor> call) => OracleFunction.Of(a => call(a["x"], a.Params));
}
