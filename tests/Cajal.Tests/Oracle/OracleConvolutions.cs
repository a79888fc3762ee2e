using System.Text.Json;

namespace Cajal.Tests.Oracle;

/// <summary>layers_dense_conv.json</summary>
internal static class OracleConvolutions
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["conv1d"] = Convolution((x, w, b, s, p, d, g) => x.Conv1d(w, b, s, p, d, g)),
        ["conv2d"] = Convolution((x, w, b, s, p, d, g) => x.Conv2d(w, b, s, p, d, g)),
        ["conv3d"] = Convolution((x, w, b, s, p, d, g) => x.Conv3d(w, b, s, p, d, g)),
        ["conv_transpose1d"] = Transposed((x, w, b, s, p, o, g, d) => x.ConvTranspose1d(w, b, s, p, o, g, d)),
        ["conv_transpose2d"] = Transposed((x, w, b, s, p, o, g, d) => x.ConvTranspose2d(w, b, s, p, o, g, d)),
        ["conv_transpose3d"] = Transposed((x, w, b, s, p, o, g, d) => x.ConvTranspose3d(w, b, s, p, o, g, d)),
    };

    private static OracleOp Convolution(Func<Tensor, Tensor, Tensor?, PerAxis, Padding, PerAxis, int, Tensor> call) => OracleFunction.Of(a =>
    {
        var padding = a.Params.TryTake(out var json, "padding") && json.ValueKind == JsonValueKind.String
            ? json.GetString() == "same" ? Padding.Same : json.GetString() == "valid" ? Padding.Valid : throw new NotUnderstoodException($"padding '{json}'")
            : PerAxis(a.Params, "padding");
        return call(a["x"], a["weight"], a.Optional("bias"), PerAxis(a.Params, "stride"), padding, PerAxis(a.Params, "dilation"), (int)a.Params.Number("groups", 1));
    });

    private static OracleOp Transposed(Func<Tensor, Tensor, Tensor?, PerAxis, PerAxis, PerAxis, int, PerAxis, Tensor> call) => OracleFunction.Of(a =>
        call(a["x"], a["weight"], a.Optional("bias"), PerAxis(a.Params, "stride"), PerAxis(a.Params, "padding"), PerAxis(a.Params, "output_padding"),
            (int)a.Params.Number("groups", 1), PerAxis(a.Params, "dilation")));

    private static PerAxis PerAxis(OracleObject p, string name) => !p.TryTake(out var json, name) ? default
        : json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(n => n.GetInt32()).ToArray() : json.GetInt32();
}
