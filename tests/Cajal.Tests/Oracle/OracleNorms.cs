using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>The norm cases of layers_pool_norm_embed.json</summary>
internal static class OracleNorms
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["batch_norm"] = OracleFunction.Of(Batch),
        ["channel_norm"] = OracleFunction.Of(a => a["x"].ChannelNorm(a["running_mean"], a["running_var"], a.Optional("weight"), a.Optional("bias"), Epsilon(a))),
        ["layer_norm"] = OracleFunction.Of(a =>
            a["x"].LayerNorm(Shape.Of(a.Wholes("normalized_shape")), a.Optional("weight"), a.Optional("bias"), Epsilon(a))),
        ["rms_norm"] = OracleFunction.Of(a => a["x"].RmsNorm(Shape.Of(a.Wholes("normalized_shape")), a.Optional("weight"),
            a.Params.TryTake(out var epsilon, "eps") && epsilon.ValueKind == System.Text.Json.JsonValueKind.Number ? epsilon.GetDouble() : null)),
        ["group_norm"] = OracleFunction.Of(a => a["x"].GroupNorm((int)OracleTensor.Number(a.Params.Take("groups", "num_groups")), a.Optional("weight"),
            a.Optional("bias"), Epsilon(a))),
        ["instance_norm"] = OracleFunction.Of(a => a["x"].InstanceNorm(a.Optional("weight"), a.Optional("bias"), Epsilon(a))),
    };

    private static double Epsilon(OracleArguments a) => a.Params.Number("eps", 1e-5);

    // The layer itself, with the case's numbers put in; the gradients asked for are those of its parameters.
    private static OracleResults Batch(OracleArguments a)
    {
        Tensor x = a["x"];
        Tensor? weight = a.Optional("weight"), bias = a.Optional("bias"), mean = a.Optional("running_mean"), variance = a.Optional("running_var");
        int features = x.Shape[1];
        bool affine = weight is not null, tracks = mean is not null;
        double epsilon = Epsilon(a);
        double? momentum = a.Params.TryTake(out var m, "momentum") && m.ValueKind == System.Text.Json.JsonValueKind.Null ? null : a.Params.Number("momentum", 0.1);
        BatchNorm layer = x.Rank switch
        {
            2 or 3 => new BatchNorm1d(features, epsilon, momentum, affine, tracks, a.DType),
            4 => new BatchNorm2d(features, epsilon, momentum, affine, tracks, a.DType),
            _ => new BatchNorm3d(features, epsilon, momentum, affine, tracks, a.DType),
        };
        using (Tape.Pause())
        {
            foreach (var (variable, values) in new (Variable?, Tensor?)[]
                { (layer.Weight, weight), (layer.Bias, bias), (layer.RunningMean, mean), (layer.RunningVariance, variance) })
                if (values is not null) variable!.Assign(values);
        }
        if (affine) a.Replace("weight", layer.Weight!);
        if (affine) a.Replace("bias", layer.Bias!);
        // Without a tape, or on one for inference, the layer computes by its running statistics.
        bool training = a.Params.Flag("training", true);
        Tensor y = training ? layer.Forward(x) : x.ChannelNorm(layer.RunningMean!, layer.RunningVariance!, layer.Weight, layer.Bias, epsilon);
        if (!training)
            using (Tape.Pause(Mode.Inference)) layer.Forward(x).ToArray(a.DType).ShouldBe(y.ToArray(a.DType));
        var results = new OracleResults { ["y"] = y };
        if (tracks) (results["running_mean_after"], results["running_var_after"]) = (layer.RunningMean!, layer.RunningVariance!);
        return results;
    }

    private static double[] ToArray(this Tensor x, DType dtype) => x.To(dtype).To(DType.Float64).ToArray<double>();
}
