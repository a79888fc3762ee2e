using System.Text.Json;
using Cajal.Networks;

namespace Cajal.Tests.Oracle;

/// <summary>The attention cases of sequence.json. Boolean masks: true = not allowed.</summary>
internal static class OracleAttention
{
    public static OracleOp Products { get; } = OracleFunction.Of(a =>
    {
        a.Params.Require("mask", "true = not allowed");
        var (mask, causal) = (a.Optional("mask") ?? a.Optional("attn_mask"), a.Params.Flag("is_causal") || a.Params.Flag("causal"));
        double? scale = a.Params.TryTake(out var s, "scale") && s.ValueKind == JsonValueKind.Number ? s.GetDouble() : null;
        var weights = a["q"].AttentionWeights(a["k"], mask, causal, scale);
        return new OracleResults { ["y"] = a["q"].ScaledDotProductAttention(a["k"], a["v"], mask, causal, scale), ["attn"] = weights };
    });

    public static OracleOp Heads { get; } = OracleFunction.Of(a =>
    {
        var p = a.Params;
        p.Require("masks", "bool: true = not allowed; float: added to scores");
        bool separate = a.HasWeight("q_proj_weight");
        Tensor query = a["query"], key = a.Optional("key") ?? query, value = a.Optional("value") ?? key;
        p.TryTake(out _, "kdim");
        p.TryTake(out _, "vdim");
        var attention = new MultiHeadAttention((int)p.Number("embed"), (int)p.Number("heads"), new Rng(1), bias: p.Flag("bias",
            a.HasWeight("in_proj_bias")),
            keySize: separate ? key.Shape[2] : null, valueSize: separate ? value.Shape[2] : null, batchFirst: p.Flag("batch_first"),
                dtype: a.DType);
        var results = OracleSequences.Fill(a, attention, []);
        var (mask, padding) = (a.Optional("attn_mask"), a.Optional("key_padding_mask"));
        var (y, weights) = attention.RunWithWeights(query, key, value, mask, padding);
        // The result in tiles has the values; gradients of both results need the weights.
        (results["y"], results["attn_mean_over_heads"]) = (y, weights);
        results["in tiles"] = attention.Run(query, key, value, mask, padding);
        return results;
    });

    public static OracleOp EncoderLayer { get; } = OracleFunction.Of(a =>
    {
        var p = a.Params;
        var x = a["x"];
        var layer = new TransformerEncoderLayer(x.Shape[2], (int)p.Number("heads"), new Rng(1), (int)p.Number("ff"), dropout: 0,
            activation: p.Text("activation", "relu"),
            normEpsilon: p.Number("layer_norm_eps", 1e-5), batchFirst: p.Flag("batch_first", true), normFirst: p.Flag("norm_first"),
                dtype: a.DType);
        var results = OracleSequences.Fill(a, layer, []);
        results["y"] = layer.Run(x, a.Optional("mask") ?? a.Optional("src_mask") ?? a.Optional("attn_mask"),
            a.Optional("key_padding_mask") ?? a.Optional("src_key_padding_mask"));
        return results;
    });

    public static OracleOp DecoderLayer { get; } = OracleFunction.Of(a =>
    {
        var p = a.Params;
        Tensor x = a.Optional("x") ?? a["tgt"], memory = a["memory"];
        var layer = new TransformerDecoderLayer(x.Shape[2], (int)p.Number("heads"), new Rng(1), (int)p.Number("ff"), dropout: 0,
            activation: p.Text("activation", "relu"),
            normEpsilon: p.Number("layer_norm_eps", 1e-5), batchFirst: p.Flag("batch_first", true), normFirst: p.Flag("norm_first"),
                dtype: a.DType);
        var results = OracleSequences.Fill(a, layer, []);
        results["y"] = layer.Forward(x, memory, a.Optional("tgt_mask"), a.Optional("memory_mask"), a.Optional("tgt_key_padding_mask"),
            a.Optional("memory_key_padding_mask"));
        return results;
    });
}
