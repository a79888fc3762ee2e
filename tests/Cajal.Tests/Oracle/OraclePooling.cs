using System.Text.Json;

namespace Cajal.Tests.Oracle;

/// <summary>The cases of pooling, resampling and pixel shuffle of layers_pool_norm_embed.json</summary>
internal static class OraclePooling
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["max_pool1d"] = Max((x, k, s, p, d, c) => x.MaxPool1d(k, s, p, d, c), (x, k, s, p, d, c) => x.ArgMaxPool1d(k, s, p, d, c)),
        ["max_pool2d"] = Max((x, k, s, p, d, c) => x.MaxPool2d(k, s, p, d, c), (x, k, s, p, d, c) => x.ArgMaxPool2d(k, s, p, d, c)),
        ["max_pool3d"] = Max((x, k, s, p, d, c) => x.MaxPool3d(k, s, p, d, c), (x, k, s, p, d, c) => x.ArgMaxPool3d(k, s, p, d, c)),
        ["argmax_pool1d"] = Window((x, k, s, p, d, c) => x.ArgMaxPool1d(k, s, p, d, c)),
        ["argmax_pool2d"] = Window((x, k, s, p, d, c) => x.ArgMaxPool2d(k, s, p, d, c)),
        ["argmax_pool3d"] = Window((x, k, s, p, d, c) => x.ArgMaxPool3d(k, s, p, d, c)),
        ["avg_pool1d"] = Mean((x, k, s, p, c, i, _) => x.AveragePool1d(k, s, p, c, i)),
        ["avg_pool2d"] = Mean((x, k, s, p, c, i, v) => x.AveragePool2d(k, s, p, c, i, v)),
        ["avg_pool3d"] = Mean((x, k, s, p, c, i, v) => x.AveragePool3d(k, s, p, c, i, v)),
        ["adaptive_avg_pool1d"] = Adaptive((x, o) => x.AdaptiveAveragePool1d(o)),
        ["adaptive_avg_pool2d"] = Adaptive((x, o) => x.AdaptiveAveragePool2d(o)),
        ["adaptive_avg_pool3d"] = Adaptive((x, o) => x.AdaptiveAveragePool3d(o)),
        ["adaptive_max_pool1d"] = Adaptive((x, o) => x.AdaptiveMaxPool1d(o)),
        ["adaptive_max_pool2d"] = Adaptive((x, o) => x.AdaptiveMaxPool2d(o)),
        ["adaptive_max_pool3d"] = Adaptive((x, o) => x.AdaptiveMaxPool3d(o)),
        ["upsample"] = OracleFunction.Of(Upsample),
        ["pixel_shuffle"] = OracleFunction.Of(a => a["x"].PixelShuffle((int)a.Params.Number("upscale_factor"))),
        ["pixel_unshuffle"] = OracleFunction.Of(a => a["x"].PixelUnshuffle((int)a.Params.Number("downscale_factor"))),
        ["global_avg_pool"] = OracleFunction.Of(a => new Cajal.Networks.GlobalAveragePool().Forward(a["x"])),
        ["global_max_pool"] = OracleFunction.Of(a => new Cajal.Networks.GlobalMaxPool().Forward(a["x"])),
    };

    /// <summary>A setting that is one number or one for each axis; nothing when it is absent.</summary>
    public static PerAxis PerAxis(OracleArguments a, params ReadOnlySpan<string> names)
    {
        if (!a.Params.TryTake(out var json, names) || json.ValueKind == JsonValueKind.Null) return default;
        return json.ValueKind == JsonValueKind.Array ? Cajal.PerAxis.Of([.. json.EnumerateArray().Select(n => n.GetInt32())]) : json.GetInt32();
    }

    private static Tensor Upsample(OracleArguments a)
    {
        var mode = a.Params.Text("mode", "nearest") switch
        {
            "nearest" => ResampleMode.Nearest,
            "nearest-exact" => ResampleMode.NearestExact,
            "linear" or "bilinear" or "trilinear" => ResampleMode.Linear,
            "bicubic" => ResampleMode.Cubic,
            var other => throw new NotUnderstoodException($"resampling by '{other}'"),
        };
        bool corners = a.Params.Flag("align_corners");
        return a.Params.TryTake(out var scale, "scale", "scale_factor") && scale.ValueKind == JsonValueKind.Number
            ? a["x"].Upsample(scale.GetDouble(), mode, corners) : a["x"].Resize(PerAxis(a, "size", "output_size"), mode, corners);
    }

    private delegate Tensor Sliding(Tensor x, PerAxis kernelSize, PerAxis stride, PerAxis padding, PerAxis dilation, bool ceilMode);

    private delegate Tensor Averaging(Tensor x, PerAxis kernelSize, PerAxis stride, PerAxis padding, bool ceilMode, bool countIncludePad, int? divisor);

    private static OracleOp Max(Sliding value, Sliding index) => OracleFunction.Of(a =>
    {
        PerAxis kernel = Kernel(a), stride = PerAxis(a, "stride"), padding = PerAxis(a, "padding"), dilation = PerAxis(a, "dilation");
        bool ceil = a.Params.Flag("ceil_mode");
        return new OracleResults
        {
            ["y"] = value(a["x"], kernel, stride, padding, dilation, ceil),
            ["indices"] = index(a["x"], kernel, stride, padding, dilation, ceil),
        };
    });

    private static OracleOp Window(Sliding call) => OracleFunction.Of(a =>
        call(a["x"], Kernel(a), PerAxis(a, "stride"), PerAxis(a, "padding"), PerAxis(a, "dilation"), a.Params.Flag("ceil_mode")));

    private static OracleOp Mean(Averaging call) => OracleFunction.Of(a => call(a["x"], Kernel(a), PerAxis(a, "stride"), PerAxis(a, "padding"),
        a.Params.Flag("ceil_mode"), a.Params.Flag("count_include_pad", true), a.Params.TryTake(out var json, "divisor_override") &&
        json.ValueKind == JsonValueKind.Number ? json.GetInt32() : null));

    private static OracleOp Adaptive(Func<Tensor, PerAxis, Tensor> call) => OracleFunction.Of(a => call(a["x"], PerAxis(a, "output_size")));

    private static PerAxis Kernel(OracleArguments a) => PerAxis(a, "kernel_size", "kernel", "k");
}
