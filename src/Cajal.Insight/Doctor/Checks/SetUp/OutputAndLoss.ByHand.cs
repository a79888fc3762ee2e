namespace Cajal.Insight;

// Losses that are written out: a softmax over one output, targets that no softmax can give, logarithms of what is no probability.
internal sealed partial class OutputAndLoss
{
    private static readonly string[] NoProbability = ["Relu", "Relu6", "LeakyRelu", "Add", "MatMul", "Convolution", "Tanh"];

    private static Mismatch? OfSoftmax(RecordReader reader, int entry, Node node)
    {
        if (!LeadsToLoss(reader, entry) || node.Outputs[0].Rank < 2) return null;
        if (node.Outputs[0].Shape[-1] == 1) return new Mismatch(entry, "The softmax is taken over one output, which is always 1.", "Give the network one output for each class, or one output with a sigmoid", true);
        return TargetOf(reader, entry) is { } target ? OfShares(entry, node.Outputs[0], target) : null;
    }

    // Each row of a softmax adds up to 1.
    private static Mismatch? OfShares(int entry, Tensor shares, Tensor target)
    {
        int width = shares.Shape[-1];
        if (!target.DType.IsFloat() || target.Count != shares.Count) return null;
        double[] sums = [.. target.To(DType.Float32).ToArray<float>().Chunk(width).Select(row => (double)row.Sum())];
        double off = sums.Count(s => Math.Abs(s - 1) > 0.05) / (double)sums.Length;
        return off <= 0.05 ? null : new Mismatch(entry, FormattableString.Invariant($"The outputs of a softmax add up to 1 in each row, and the targets to {sums.Min():G3} up to {sums.Max():G3}: several classes, or none, hold at once, and no answer fits them."),
            "Give each class a sigmoid of its own, with binary cross-entropy", true, new Measurement("share of rows whose targets do not add up to 1", off));
    }

    // t · ln p, p of a network's last layer as it is or divided by its sum.
    private static Mismatch? OfLogarithm(RecordReader reader, int entry, Node node)
    {
        if (node.Module.Length > 0 || !LeadsToLoss(reader, entry)) return null;
        int maker = reader.MakerOf(node.Inputs[0]);
        if (reader.IsMadeBy(node.Inputs[0], "Sigmoid", "Softmax") && TargetOf(reader, entry) is not null) return Unguarded(entry, node.Inputs[0], isSigmoid: reader.IsMadeBy(node.Inputs[0], "Sigmoid"));
        bool isDivided = maker >= 0 && reader.Record[maker] is { Op.Name: "Divide", Module: "" } divide && reader.NameOfMaker(divide.Inputs[1]) == "Sum";
        if (isDivided) maker = reader.MakerOf(reader.Record[maker].Inputs[0]);
        if (maker < 0 || reader.Record[maker].Module.Length == 0 || !NoProbability.Contains(reader.Record[maker].Op.Name)) return null;
        if (TargetOf(reader, entry) is not { } target || Outside(target, 0, 1) > 0) return null;
        return new Mismatch(entry, $"The loss takes logarithms of outputs that are no probabilities{(isDivided ? ", divided by their sum" : "")}: {reader.Record[maker].Op.Name} holds none of them above 0, and where one is 0 or less there is no logarithm and no gradient.",
            "Hand the logits to CrossEntropy (or BinaryCrossEntropyWithLogits), or end the network with a softmax (a sigmoid)", true);
    }

    // In Float32 1 − p of a sigmoid is 0 once its logit is beyond 16, p of a softmax once its logit lies 103 below the greatest.
    private static Mismatch Unguarded(int entry, Tensor p, bool isSigmoid)
    {
        double least = p.To(DType.Float32).ToArray<float>().Min(v => isSigmoid ? 1 - v : v);
        return new Mismatch(entry, "The loss takes the logarithm of a probability with nothing that keeps it from 0: once an answer is sure enough, the loss is infinite or no number.",
            "Take the loss that works on logits (CrossEntropy, BinaryCrossEntropyWithLogits), or keep the logarithm's operand above 1e-7", false, new Measurement(isSigmoid ? "least 1 - p" : "least p", least))
        { IsHint = least > (isSigmoid ? 1e-5 : 1e-30) };
    }

    // What a value is compared with: multiplied by it or by its logarithm, or subtracted from it.
    private static Tensor? TargetOf(RecordReader reader, int entry)
    {
        for (int i = entry + 1; i < reader.Record.Count; i++)
        {
            var node = reader.Record[i];
            if (node.Op.Name is not ("Multiply" or "Subtract" or "BinaryCrossEntropy") || node.Inputs.Count < 2) continue;
            var known = node.Inputs.FirstOrDefault(x => !reader.DependsOnWeights(x));
            var from = node.Inputs.FirstOrDefault(reader.DependsOnWeights);
            if (known is not { Count: > 1 } || from is null || known.Count != from.Count) continue;
            int maker = reader.MakerOf(from);
            if (maker > entry && reader.Record[maker].Op.Name == "Log") maker = reader.MakerOf(reader.Record[maker].Inputs[0]);
            if (maker > entry && reader.Record[maker].Op.Name == "Divide") maker = reader.MakerOf(reader.Record[maker].Inputs[0]);
            if (maker == entry) return known;
        }
        return null;
    }
}
