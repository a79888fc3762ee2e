using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>losses.json and the linear cases of layers_dense_conv.json</summary>
internal static class OracleLosses
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["mse"] = Of((x, y, _, r) => x.MeanSquaredError(y, r)),
        ["l1"] = Of((x, y, _, r) => x.MeanAbsoluteError(y, r)),
        ["smooth_l1"] = Of((x, y, p, r) => x.SmoothL1(y, p.Number("beta", 1), r)),
        ["huber"] = Of((x, y, p, r) => x.Huber(y, p.Number("delta", 1), r)),
        ["bce"] = Weighted((x, y, a, r) => x.BinaryCrossEntropy(y, a.Optional("weight"), r)),
        ["bce_with_logits"] = Weighted((x, y, a, r) => x.BinaryCrossEntropyWithLogits(y, a.Optional("weight"), a.Optional("pos_weight"), r)),
        ["cross_entropy"] = Weighted(CrossEntropy),
        ["nll"] = Weighted((x, y, a, r) =>
        {
            a.Params.Require("class_dim", "1");
            return x.NegativeLogLikelihood(y, a.Optional("weight"), Ignored(a, y), r);
        }),
        ["kl_div"] = Of((x, y, p, r) => x.KullbackLeibler(y, p.Flag("log_target"), r)),
        ["hinge_embedding"] = Of((x, y, p, r) => x.HingeEmbedding(y, p.Number("margin", 1), r)),
        ["multi_margin"] = Weighted((x, y, a, r) => x.MultiMargin(y, (int)a.Params.Number("p", 1), a.Params.Number("margin", 1), a.Optional("weight"), r)),
        ["binary_hinge"] = Defined("max(0, 1 - target*x)", (x, y, r) => x.Hinge(y, r)),
        ["squared_hinge"] = Defined("max(0, 1 - target*x)^2", (x, y, r) => x.SquaredHinge(y, r)),
        ["gaussian_nll"] = Weighted((x, y, a, r) =>
            x.GaussianNegativeLogLikelihood(y, a["var"], a.Params.Flag("full"), a.Params.Number("eps", 1e-6), r)),
        ["poisson_nll"] = Of((x, y, p, r) => x.PoissonNegativeLogLikelihood(y, p.Flag("log_input", true), p.Flag("full"), p.Number("eps", 1e-8), r)),
        ["cosine_embedding"] = OracleFunction.Of(a =>
            a["x1"].CosineEmbedding(a["x2"], a["target"], a.Params.Number("margin", 0), Reduction(a.Params))),
        ["margin_ranking"] = OracleFunction.Of(a => a["x1"].MarginRanking(a["x2"], a["target"], a.Params.Number("margin", 0), Reduction(a.Params))),
        ["triplet_margin"] = OracleFunction.Of(a => a["anchor"].Triplet(a["positive"], a["negative"], a.Params.Number("margin", 1),
            a.Params.Number("p", 2), a.Params.Number("eps", 1e-6), a.Params.Flag("swap"), Reduction(a.Params))),
        // PyTorch records the gradient by the logits behind the log-probabilities, which are their own log-softmax.
        ["ctc"] = OracleFunction.Of(a => a["x"].LogSoftmax(-1).Ctc(a["target"], a["input_lengths"], a["target_lengths"], (int)a.Params.Number("blank", 0),
            Reduction(a.Params), a.Params.Flag("zero_infinity"))),
        ["linear"] = OracleFunction.Of(a => Linear(a)),
    };

    private static Tensor CrossEntropy(Tensor x, Tensor target, OracleArguments a, LossReduction reduction)
    {
        a.Params.Require("class_dim", "1");
        if (a.Params.TryTake(out var kind, "target") && kind.GetString() == "probabilities" != target.DType.IsFloat())
            throw new NotUnderstoodException("the kind of target");
        return x.CrossEntropy(target, a.Optional("weight"), a.Params.Number("label_smoothing", 0), Ignored(a, target), reduction);
    }

    // The layer itself, with the case's weights put in; the gradients asked for are those of its parameters.
    private static Tensor Linear(OracleArguments a)
    {
        Tensor weight = a["weight"];
        var bias = a.Optional("bias");
        var layer = new Linear(weight.Shape[1], weight.Shape[0], new Rng(1), bias: bias is not null, dtype: a.DType);
        using (Tape.Pause())
        {
            layer.Weight.Assign(weight);
            if (bias is not null) layer.Bias!.Assign(bias);
        }
        a.Replace("weight", layer.Weight);
        if (bias is not null) a.Replace("bias", layer.Bias!);
        return layer.Forward(a["x"]);
    }

    // PyTorch ignores the label −100 unless told otherwise; probabilities have no labels.
    private static long? Ignored(OracleArguments a, Tensor target)
    {
        long label = (long)a.Params.Number("ignore_index", -100);
        return target.DType.IsFloat() ? null : label;
    }

    private static LossReduction Reduction(OracleObject p) => p.Text("reduction", "mean") switch
    {
        "mean" => LossReduction.Mean,
        "sum" => LossReduction.Sum,
        "none" => LossReduction.None,
        "batchmean" => LossReduction.BatchMean,
        var other => throw new NotUnderstoodException($"the reduction '{other}'"),
    };

    private static OracleOp Of(Func<Tensor, Tensor, OracleObject, LossReduction, Tensor> call) =>
        Weighted((x, y, a, reduction) => call(x, y, a.Params, reduction));

    private static OracleOp Weighted(Func<Tensor, Tensor, OracleArguments, LossReduction, Tensor> call) =>
        OracleFunction.Of(a => call(a["x"], a["target"], a, Reduction(a.Params)));

    private static OracleOp Defined(string definition, Func<Tensor, Tensor, LossReduction, Tensor> call) => Weighted((x, y, a, reduction) =>
    {
        a.Params.Require("definition", definition);
        return call(x, y, reduction);
    });
}
