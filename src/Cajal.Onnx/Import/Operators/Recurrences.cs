namespace Cajal.Onnx;

/// <summary>RNN, GRU and LSTM, step by step in operations that have derivatives.</summary>
internal static class Recurrences
{
    public static void AddTo(OperatorTable table)
    {
        table.AddMany("RNN", c => new RecurrentNode(c, gates: 1, hasCell: false, usual: ["Tanh"]).Run(Plain));
        table.AddMany("GRU", c => new RecurrentNode(c, gates: 3, hasCell: false, usual: ["Sigmoid", "Tanh"]).Run(Gated));
        table.AddMany("LSTM", c => new RecurrentNode(c, gates: 4, hasCell: true, usual: ["Sigmoid", "Tanh", "Tanh"]).Run(LongShort));
    }

    // h ← f(x·Wᵀ + h·Rᵀ + b)
    private static (Tensor H, Tensor? C) Plain(RecurrentDirection d, Tensor x, Tensor h, Tensor? cell) =>
        (d.F(x + d.RecurrentBias(h.MatMul(d.R.T), 0, 1)), null);

    // z, r = f(…); n = g(x + r ⊙ (h·Rᵀ + b)), or g(x + (r ⊙ h)·Rᵀ + b); h ← (1 − z) ⊙ n + z ⊙ h. Gates lie as z, r, n.
    private static (Tensor H, Tensor? C) Gated(RecurrentDirection d, Tensor x, Tensor h, Tensor? cell)
    {
        int n = d.Hidden;
        var both = d.F(x.Slice(-1, ..(2 * n)) + d.RecurrentBias(h.MatMul(d.R.Slice(0, ..(2 * n)).T), 0, 2));
        Tensor z = both.Slice(-1, ..n), r = both.Slice(-1, n..), last = d.R.Slice(0, (2 * n)..).T;
        var inner = d.LinearBeforeReset ? r * d.RecurrentBias(h.MatMul(last), 2, 3) : d.RecurrentBias((r * h).MatMul(last), 2, 3);
        var made = d.G(x.Slice(-1, (2 * n)..) + inner);
        return (made - z * made + z * h, null);
    }

    // i, o, f = f(…), c̃ = g(…); c ← f ⊙ c + i ⊙ c̃; h ← o ⊙ h(c). Peepholes look at the cell: i and f before, o after. Gates lie as i, o, f, c.
    private static (Tensor H, Tensor? C) LongShort(RecurrentDirection d, Tensor x, Tensor h, Tensor? cell)
    {
        int n = d.Hidden;
        var all = x + d.RecurrentBias(h.MatMul(d.R.T), 0, 4);
        Tensor Gate(int i) => all.Slice(-1, (i * n)..((i + 1) * n));
        Tensor Peeped(Tensor gate, int i, Tensor seen) => d.P is null ? gate : gate + seen * d.P.Slice(-1, (i * n)..((i + 1) * n));
        Tensor before = cell!, input = d.F(Peeped(Gate(0), 0, before));
        var forget = d.InputForget ? 1 - input : d.F(Peeped(Gate(2), 2, before));
        var after = forget * before + input * d.G(Gate(3));
        return (d.F(Peeped(Gate(1), 1, after)) * d.H(after), after);
    }
}
