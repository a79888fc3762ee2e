using Cajal.Networks;
using Module = Cajal.Networks.Module;

namespace Cajal.Tests.Oracle;

/// <summary>sequence.json and the embedding cases of layers_pool_norm_embed.json</summary>
internal static class OracleSequences
{
    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = new Dictionary<string, OracleOp>
    {
        ["rnn"] = OracleFunction.Of(a => Recurrent(a, (i, h, layers, bias, first, both) => new Rnn(i, h, new Rng(1), layers,
            a.Params.Text("nonlinearity", "tanh"), bias, first, bidirectional: both, dtype: a.DType))),
        ["lstm"] = OracleFunction.Of(a => Recurrent(a, (i, h, layers, bias, first, both) =>
            new Lstm(i, h, new Rng(1), layers, bias, first, bidirectional: both, dtype: a.DType))),
        ["gru"] = OracleFunction.Of(a => Recurrent(a, (i, h, layers, bias, first, both) =>
            new Gru(i, h, new Rng(1), layers, bias, first, bidirectional: both, dtype: a.DType))),
        ["rnn_cell"] = OracleFunction.Of(a => Cell(a, (i, h, bias) => new RnnCell(i, h, new Rng(1), bias, a.Params.Text("nonlinearity",
            "tanh"), a.DType))),
        ["lstm_cell"] = OracleFunction.Of(a => Cell(a, (i, h, bias) => new LstmCell(i, h, new Rng(1), bias, a.DType))),
        ["gru_cell"] = OracleFunction.Of(a => Cell(a, (i, h, bias) => new GruCell(i, h, new Rng(1), bias, a.DType))),
        ["embedding"] = OracleFunction.Of(a => Table(a, (rows, size) =>
            new Embedding(rows, size, new Rng(1), a.Params.TryTake(out var p, "padding_idx")
                && p.ValueKind == System.Text.Json.JsonValueKind.Number ? p.GetInt32() : null, dtype: a.DType))),
        ["embedding_bag"] = OracleFunction.Of(Bag),
        ["scaled_dot_product_attention"] = OracleAttention.Products,
        ["multi_head_attention"] = OracleAttention.Heads,
        ["transformer_encoder_layer"] = OracleAttention.EncoderLayer,
        ["transformer_decoder_layer"] = OracleAttention.DecoderLayer,
    };

    /// <summary>Puts the case's weights into a module by name; the gradients asked for are then those of its parameters.</summary>
    public static OracleResults Fill(OracleArguments a, Module module, OracleResults results)
    {
        foreach (var (name, variable) in module.NamedVariables)
            if (variable is Parameter) results.Weights[name] = variable;
        using (Tape.Pause())
            foreach (var (name, variable) in results.Weights) ((Parameter)variable).Assign(a.Weight(name));
        return results;
    }

    private static OracleResults Recurrent(OracleArguments a, Func<int, int, int, bool, bool, bool, Recurrent> make)
    {
        var p = a.Params;
        p.TryTake(out _, "gate_order");
        p.TryTake(out _, "nonlinearity");
        int hidden = (int)p.Number("hidden");
        var layer = make(a["x"].Shape[2], hidden, (int)p.Number("layers", 1), p.Flag("bias", true), p.Flag("batch_first"),
            p.Flag("bidirectional"));
        var results = Fill(a, layer, []);
        var initial = a.Optional("h0") is { } h0 ? new RecurrentState(h0, a.Optional("c0")) : null;
        var (y, state) = layer.Run(a["x"], initial, a.Optional("lengths"));
        (results["y"], results["h_n"]) = (y, state.Hidden);
        if (state.Cell is { } cell) results["c_n"] = cell;
        return results;
    }

    private static OracleResults Cell(OracleArguments a, Func<int, int, bool, RecurrentCell> make)
    {
        var hidden = a.Optional("h") ?? a["h0"];
        var cell = make(a["x"].Shape[1], hidden.Shape[1], a.HasWeight("bias_ih"));
        var results = Fill(a, cell, []);
        var state = cell.Run(a["x"], new(hidden, a.Optional("c") ?? a.Optional("c0")));
        results["h1"] = results["y"] = state.Hidden;
        if (state.Cell is { } c) results["c1"] = c;
        return results;
    }

    private static Tensor Table(OracleArguments a, Func<int, int, Layer> make)
    {
        var layer = Own(a, make(a["weight"].Shape[0], a["weight"].Shape[1]));
        return layer.Forward(a["idx"]);
    }

    private static Tensor Bag(OracleArguments a)
    {
        var mode = a.Params.Text("mode", "mean") switch { "mean" => BagMode.Mean, "sum" => BagMode.Sum, _ => BagMode.Max };
        int? padding = a.Params.TryTake(out var p, "padding_idx") && p.ValueKind == System.Text.Json.JsonValueKind.Number
            ? p.GetInt32() : null;
        var bag = Own(a, new EmbeddingBag(a["weight"].Shape[0], a["weight"].Shape[1], new Rng(1), mode, padding, a.DType));
        return bag.Forward(a["idx"], a.Optional("offsets"), a.Optional("per_sample_weights"));
    }

    // The layer with the case's table put in.
    private static TLayer Own<TLayer>(OracleArguments a, TLayer layer) where TLayer : Layer
    {
        using (Tape.Pause()) layer.Parameters[0].Assign(a["weight"]);
        a.Replace("weight", layer.Parameters[0]);
        return layer;
    }
}
