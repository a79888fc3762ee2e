namespace Cajal.Onnx;

/// <summary>Walks over steps. The inputs' part of the gates is computed before, as the record has it, so the operator's own input weights only put
/// the gates into its order.</summary>
internal static class RecurrentExport
{
    public static void AddTo(ExportTable table)
    {
        // Gates lie as i, f, g, o; ONNX has i, o, f, g.
        table.AddFree<LstmScan>((n, op, _) => Walk(n, "LSTM", [0, 3, 1, 2], op.Reverse, bias: -1, lengths: op.HasLengths ? 4 : -1, cell: true));
        // r, z, n; ONNX has z, r, n.
        table.AddFree<GruScan>((n, op, _) => Walk(n, "GRU", [1, 0, 2], op.Reverse, op.HasBias ? 3 : -1, op.HasLengths ? n.Count - 1 : -1, cell: false, ("linear_before_reset", 1L)));
        table.AddFree<RnnScan>((n, op, _) => Walk(n, "RNN", [0], op.Reverse, bias: -1, lengths: op.HasLengths ? 3 : -1, cell: false,
            ("activations", new[] { op.Rectified ? "Relu" : "Tanh" })));
    }

    private static void Walk(NodeExport n, string name, int[] order, bool reverse, int bias, int lengths, bool cell, params (string, object)[] more)
    {
        int hidden = n.ShapeOf(1)[1], gates = order.Length * hidden;
        long[] rows = [.. order.SelectMany(block => Enumerable.Range(block * hidden, hidden)).Select(i => (long)i)];
        string places = n.Graph.Longs(rows), front = n.Graph.Longs(0);
        var eye = new double[gates, gates];
        for (int i = 0; i < gates; i++) eye[i, rows[i]] = 1;
        string InOrder(string x) => order.Length == 1 ? x : n.Add("Gather", [x, places], ("axis", 0L));
        string first = n.Add("Unsqueeze", n[2], front);
        List<string> inputs = [n[0], n.Graph.Constant(Tensor.From(eye).To(n.DType).Unsqueeze(0), "order"), n.Add("Unsqueeze", InOrder(n[1]), front), "", "", first];
        if (bias >= 0)
        {
            string both = n.Add("Concat", [n.Graph.Constant(Tensor.Zeros([gates], n.DType), "zeros"), InOrder(n[bias])], ("axis", 0L));
            inputs[3] = n.Add("Unsqueeze", both, front);
        }
        if (lengths >= 0) inputs[4] = n.Add("Cast", [n[lengths]], ("to", (long)ElementTypes.Of(DType.Int32)));
        if (cell) inputs.Add(n.Add("Unsqueeze", n[3], front));
        (string, object)[] attributes = [("hidden_size", (long)hidden), ("direction", reverse ? "reverse" : "forward"), .. more];
        if (cell && n.Wants(1))
        {
            if (lengths >= 0) throw n.Wrong("the cells of each step are asked for where sequences have lengths of their own, and ONNX gives the last one only");
            StepByStep(n, name, inputs, attributes, reverse);
            return;
        }
        // Y [T, 1, N, H]; the first state stands before it, in reverse behind it.
        string y = n.Add("Squeeze", n.Graph.Add(name, inputs, attributes), n.Graph.Longs(1));
        n.Yield(n.Add("Concat", reverse ? [y, first] : [first, y], ("axis", 0L)));
    }

    // The operator gives the last cell only; where each is asked for, it walks one step at a time.
    private static void StepByStep(NodeExport n, string name, List<string> inputs, (string, object)[] attributes, bool reverse)
    {
        int steps = n.ShapeOf(0)[0];
        string x = inputs[0];
        List<string> states = [inputs[5]], cells = [inputs[6]];
        for (int i = 0; i < steps; i++)
        {
            int t = reverse ? steps - 1 - i : i;
            (inputs[0], inputs[5], inputs[6]) = (n.Add("Slice", x, n.Graph.Longs(t), n.Graph.Longs(t + 1), n.Graph.Longs(0), n.Graph.Longs(1)), states[^1], cells[^1]);
            string[] made = n.Graph.AddMany(name, inputs, 3, attributes);
            states.Add(made[1]);
            cells.Add(made[2]);
        }
        if (reverse)
        {
            states.Reverse();
            cells.Reverse();
        }
        n.Yield(n.Add("Concat", [.. states], ("axis", 0L)));
        n.Yield(n.Add("Concat", [.. cells], ("axis", 0L)), 1);
    }
}
