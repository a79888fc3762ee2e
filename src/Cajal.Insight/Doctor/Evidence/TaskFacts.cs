using Cajal.Data;

namespace Cajal.Insight;

/// <summary>What a network is asked for, read from its outputs, its targets and its record.</summary>
internal sealed record TaskFacts
{
    /// <summary>Classes, yes or no, or numbers; null where outputs and targets say none of it (a GAN, a policy, a loss of one's own).</summary>
    public required TaskKind? Kind { get; init; }

    /// <summary>Number of classes; 2 for yes or no, 0 for numbers.</summary>
    public required int Classes { get; init; }

    /// <summary>Whether each example has many targets in a row, as text has.</summary>
    public required bool IsSequence { get; init; }

    /// <summary>Name of the operation that made the outputs, past views: <c>Softmax</c>, <c>Add</c>.</summary>
    public required string OutputOp { get; init; }

    /// <summary>Loss of the best answer that looks at no input: the entropy of the class shares, the variance; null where there is none.</summary>
    public required double? PriorLoss { get; init; }

    /// <summary>Whether the loss weighs classes otherwise than their shares are, so that equal probabilities cost less than the shares do.</summary>
    public bool IsWeighed { get; init; }

    /// <summary>The best answer that looks at no input, as the network would give it for one row; null where there is none.</summary>
    public Tensor? PriorAnswer { get; init; }

    /// <summary>Loss of that answer for some targets.</summary>
    public double? PriorLossOf(Tensor targets, Func<Tensor, Tensor, Tensor> loss)
    {
        if (PriorAnswer is not { } answer) return null;
        using var pause = Tape.Pause();
        double value = loss(answer.Expand(answer.Shape.Without(0).Insert(0, targets.Shape[0])), targets).Item();
        return double.IsFinite(value) ? value : null;
    }

    /// <summary>Whether outputs are probabilities already.</summary>
    public bool GivesProbabilities => OutputOp is "Sigmoid" or "Softmax";

    /// <summary>Reads a batch.</summary>
    /// <param name="record">The record of a forward pass.</param>
    /// <param name="outputs">[N, …].</param>
    /// <param name="targets">[N, …].</param>
    /// <param name="loss">ℓ(outputs, targets) → [].</param>
    /// <param name="isOrdinary">Whether a step has one turn that makes this loss smaller.</param>
    public static TaskFacts Of(IReadOnlyList<Node> record, Tensor outputs, Tensor targets, Func<Tensor, Tensor, Tensor> loss, bool isOrdinary)
    {
        string op = OpOf(record, outputs);
        var (kind, classes) = isOrdinary ? KindOf(outputs, targets) : (null, 0);
        bool sequence = kind == TaskKind.Classes && targets.Rank > 1 && !targets.DType.IsFloat();
        var prior = kind is { } known ? Prior(known, classes, outputs, targets, op is "Sigmoid" or "Softmax") : null;
        // Where rare classes weigh more, the best constant answer is no longer that of the shares.
        var equal = kind == TaskKind.Classes && op is not "LogSoftmax" ? Tensor.Full(outputs.Shape, op == "Softmax" ? 1.0 / classes : 0, outputs.DType) : null;
        bool isWeighed = equal is not null && prior is not null && LossOf(equal) < 0.99 * LossOf(prior);
        if (isWeighed) prior = equal;
        return new TaskFacts
        {
            Kind = kind,
            Classes = classes,
            IsSequence = sequence,
            OutputOp = op,
            IsWeighed = isWeighed,
            PriorLoss = prior is null ? null : LossOf(prior),
            PriorAnswer = prior is null ? null : Keep(prior.Slice(0, 0..1)),
        };

        double? LossOf(Tensor answer)
        {
            double value = loss(answer, targets).Item();
            return double.IsFinite(value) ? value : null;
        }
    }

    private static State Keep(Tensor values) => new(values, persistent: false);

    private static string OpOf(IReadOnlyList<Node> record, Tensor outputs)
    {
        for (int i = record.Count - 1; i >= 0; i--)
        {
            if (!record[i].Outputs.Contains(outputs, ReferenceEqualityComparer.Instance)) continue;
            if (record[i].Op is not ViewOp) return record[i].Op.Name;
            outputs = record[i].Inputs[0];
        }
        return "";
    }

    private static (TaskKind?, int) KindOf(Tensor outputs, Tensor targets)
    {
        if (!targets.DType.IsFloat())
            return outputs.Rank == targets.Rank + 1 && outputs.Rank >= 2 ? (TaskKind.Classes, outputs.Shape[outputs.Rank - 1]) : (null, 0);
        if (outputs.Count != targets.Count) return (null, 0);
        float[] t = targets.To(DType.Float32).ToArray<float>();
        int width = targets.Rank < 2 ? 1 : targets.Shape[targets.Rank - 1];
        if (width == 1) return t.All(x => x is 0 or 1) ? (TaskKind.Binary, 2) : (TaskKind.Numbers, 0);
        bool isOneHot = targets.Rank == 2 && t.All(x => x is >= 0 and <= 1) && t.Chunk(width).All(row => Math.Abs(row.Sum() - 1) < 1e-4);
        return isOneHot ? (TaskKind.Classes, width) : (TaskKind.Numbers, 0);
    }

    private static Tensor Prior(TaskKind kind, int classes, Tensor outputs, Tensor targets, bool probabilities)
    {
        double[] shares = new double[kind == TaskKind.Binary ? 1 : classes];
        if (kind == TaskKind.Numbers) return targets.To(outputs.DType).Reshape(outputs.Shape).Mean(0, keepAxis: true).Expand(outputs.Shape);
        float[] t = targets.To(DType.Float32).ToArray<float>();
        if (kind == TaskKind.Binary) shares[0] = t.Average();
        else if (targets.DType.IsFloat()) for (int i = 0; i < t.Length; i++) shares[i % classes] += t[i] / ((double)t.Length / classes);
        else foreach (float label in t) if (label >= 0 && label < classes) shares[(int)label] += 1.0 / t.Length;
        double[] answer = probabilities ? shares
            : kind == TaskKind.Binary ? [Math.Log(Math.Max(shares[0], 1e-6) / Math.Max(1 - shares[0], 1e-6))] : [.. shares.Select(s => Math.Log(Math.Max(s, 1e-6)))];
        return Tensor.From(answer, [answer.Length]).To(outputs.DType).Expand(outputs.Shape);
    }
}
