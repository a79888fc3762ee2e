using System.Globalization;
using Cajal.Data;

namespace Cajal.Insight;

/// <summary>S1: what stands between the last weights and the loss does not fit together. Only pairs that are known to be wrong are named; losses of one's own are left
/// alone.</summary>
internal sealed partial class OutputAndLoss() : Check("S1", "output and loss do not match", Stage.SetUp, "hidden-layers-and-backpropagation.md#6-the-output-layer-follows-the-task")
{
    // What was found: where, what to say, what to do, and whether it is certain.
    private sealed record Mismatch(int Entry, string Symptom, string Cure, bool IsCertain, params Measurement[] Evidence)
    {
        // What has not gone wrong yet.
        public bool IsHint { get; init; }
    }


    public override Finding? Examine(Examination examination)
    {
        var all = examination.ReadRecord((record, _) => Mismatches(new RecordReader(record), examination.Task).ToArray());
        // The surest first.
        if (all.OrderByDescending(m => m.IsCertain).ThenBy(m => m.IsHint).FirstOrDefault() is not { } found) return Floor(examination);
        string[] line = examination.Lines[found.Entry] is { } at ? [at] : [];
        return Found(found.IsHint ? Severity.Note : found.IsCertain ? Severity.Error : Severity.Warning, found.Symptom, [.. found.Evidence, .. Witness(examination)]) with
        {
            Places = [.. line, .. all.Skip(1).Select(m => m.Symptom)],
            Causes = [new Cause("an output that the loss does not expect", 0.9) { For = ["It stands in the record of the loss."] }],
            Prescriptions = [new Prescription(found.Cure)],
        };
    }

    private static IEnumerable<Mismatch> Mismatches(RecordReader reader, TaskFacts task)
    {
        for (int i = 0; i < reader.Record.Count; i++)
        {
            var node = reader.Record[i];
            if (!node.Inputs.Any(reader.DependsOnWeights)) continue;
            var found = node.Op.Name switch
            {
                "SoftmaxCrossEntropy" => OfLogits(reader, i, node.Inputs[0]),
                "LogSoftmax" when LeadsToLoss(reader, i) => OfLogits(reader, i, node.Inputs[0]),
                "LogitCrossEntropy" => OfBinaryLogits(reader, i, node),
                "BinaryCrossEntropy" => OfProbabilities(reader, i, node),
                "ClassPick" => OfLogs(reader, i, node),
                "Subtract" => OfDifference(reader, i, node, task),
                "Relu" => OfHinge(reader, i, node),
                "Softmax" => OfSoftmax(reader, i, node),
                "Log" => OfLogarithm(reader, i, node),
                _ => null,
            };
            if (found is not null) yield return found;
        }
    }

    // A log-softmax that classes are picked from, or that is summed with targets, is a cross-entropy; one inside of the network is not.
    private static bool LeadsToLoss(RecordReader reader, int entry)
    {
        for (int i = entry + 1; i < reader.Record.Count; i++)
            if (reader.Record[i].Inputs.Any(x => x is Parameter)) return false;
        return true;
    }

    // LogSoftmax works along the last axis; views turn other axes there.
    private static Mismatch? OfLogits(RecordReader reader, int entry, Tensor logits)
    {
        int classes = logits.Rank == 0 ? 1 : logits.Shape[-1];
        string maker = reader.NameOfMaker(logits);
        double floor = -Math.Log(Math.E / (Math.E + classes - 1));
        var least = new Measurement($"lowest loss that is possible so with {classes} classes", floor);
        if (classes == 1) return new Mismatch(entry, "The softmax is taken over one output, which is always 1: the loss says nothing.", "Give the network one output for each class, or a sigmoid with binary cross-entropy", true);
        return maker switch
        {
            "Softmax" => new Mismatch(entry, $"Softmax is taken twice, in the network and in the cross-entropy, so that the loss stays above {floor:F2} however right the answers are.",
                "Leave the softmax out of the network: cross-entropy takes its own", true, least),
            "Sigmoid" or "HardSigmoid" => new Mismatch(entry, $"A sigmoid stands before the softmax of the cross-entropy: logits are held between 0 and 1, and the loss above {floor:F2}.",
                "Leave the sigmoid out: cross-entropy wants the logits as they are", true, least),
            "Tanh" or "HardTanh" => new Mismatch(entry, "A tanh stands before the softmax of the cross-entropy and holds the logits between -1 and 1.", "Leave the tanh out: cross-entropy wants the logits as they are", false,
                new Measurement($"lowest loss that is possible so with {classes} classes", Math.Log(1 + (classes - 1) * Math.Exp(-2)))),
            "Relu" or "Relu6" => new Mismatch(entry, "A ReLU stands before the softmax of the cross-entropy: no class can be denied, and an output of 0 has no gradient.",
                "Leave the activation after the last layer out: cross-entropy wants the logits as they are", false),
            _ when IsDistribution(logits, classes) => new Mismatch(entry, $"What comes to the cross-entropy is a distribution already: in every row the numbers add up to 1. The loss stays above {floor:F2}.",
                "Hand the logits to the cross-entropy, not their probabilities", true, least),
            _ => null,
        };
    }

    private static Mismatch? OfBinaryLogits(RecordReader reader, int entry, Node node)
    {
        if (Outside(node.Inputs[1], 0, 1) is > 0 and double outside)
            return new Mismatch(entry, $"{outside:P0} of the targets of the binary cross-entropy lie outside of 0 to 1.", "Use cross-entropy with one output for each class, or targets of 0 and 1", true, new Measurement("share of targets outside of 0 to 1", outside));
        return reader.NameOfMaker(node.Inputs[0]) switch
        {
            "Sigmoid" or "HardSigmoid" or "Softmax" => new Mismatch(entry, "The sigmoid is taken twice, in the network and in the loss: answers stay between 0.50 and 0.73.",
                "Leave the sigmoid out of the network, or use BinaryCrossEntropy", true, new Measurement("lowest loss of a row of class 0 that is possible so", Math.Log(2))),
            "Tanh" or "HardTanh" => new Mismatch(entry, "A tanh stands before the sigmoid of the loss: answers stay between 0.27 and 0.73.", "Leave the tanh out: this loss wants the logit as it is", false),
            "Relu" or "Relu6" => new Mismatch(entry, "A ReLU stands before the sigmoid of the loss: no answer falls below one half.", "Leave the activation after the last layer out", true),
            _ => null,
        };
    }

    private static Mismatch? OfProbabilities(RecordReader reader, int entry, Node node)
    {
        if (Outside(node.Inputs[1], 0, 1) is > 0 and double outside)
            return new Mismatch(entry, $"{outside:P0} of the targets of the binary cross-entropy lie outside of 0 to 1.", "Use cross-entropy with one output for each class, or targets of 0 and 1", true, new Measurement("share of targets outside of 0 to 1", outside));
        return reader.NameOfMaker(node.Inputs[0]) is "Add" or "MatMul" or "Convolution" or "Relu" or "Tanh"
            ? new Mismatch(entry, "Binary cross-entropy of probabilities is taken of an output that is none: nothing holds it between 0 and 1.", "Use BinaryCrossEntropyWithLogits, or put a sigmoid last", true) : null;
    }

    private static Mismatch? OfLogs(RecordReader reader, int entry, Node node)
    {
        var logs = node.Inputs[0];
        int maker = reader.MakerOf(logs);
        // Class weights stand between.
        if (maker >= 0 && reader.Record[maker].Op.Name == "Multiply") logs = reader.Record[maker].Inputs.FirstOrDefault(reader.DependsOnWeights) ?? logs;
        return reader.NameOfMaker(logs) switch
        {
            "Softmax" or "Sigmoid" => new Mismatch(entry, "The negative log-likelihood is taken of probabilities: without their logarithm a sure right answer is worth hardly more than a doubtful one.",
                "End the network with LogSoftmax, or hand logits to CrossEntropy", true),
            "Add" or "MatMul" or "Convolution" or "Relu" or "Tanh" => new Mismatch(entry, "The negative log-likelihood is taken of outputs that are no logarithms of probabilities: the loss falls without end.",
                "Hand these logits to CrossEntropy, or end the network with LogSoftmax", true),
            _ => null,
        };
    }

    // output − target, squared or taken without its sign.
    private static Mismatch? OfDifference(RecordReader reader, int entry, Node node, TaskFacts task)
    {
        var output = node.Inputs.FirstOrDefault(reader.DependsOnWeights);
        var target = node.Inputs.FirstOrDefault(x => !reader.DependsOnWeights(x));
        if (output is null || target is null || target.Count != output.Count || target.Count < 2 || !LeadsToLoss(reader, entry)) return null;
        if (!reader.Record.Any(n => n.Op.Name is "Square" or "Abs" && n.Inputs.Contains(node.Outputs[0], ReferenceEqualityComparer.Instance))) return null;
        int maker = reader.MakerOf(output);
        string last = maker < 0 ? "" : reader.Record[maker].Op.Name;
        (double Low, double High)? range = last switch
        {
            "Tanh" or "HardTanh" => (-1, 1),
            "Sigmoid" or "HardSigmoid" or "Softmax" => (0, 1),
            "Relu" or "Softplus" or "Exp" or "Abs" or "Square" => (0, double.PositiveInfinity),
            "Relu6" => (0, 6),
            "LogSoftmax" or "LogSigmoid" => (double.NegativeInfinity, 0),
            _ => null,
        };
        if (range is var (low, high) && Outside(target, low, high) is > 0.01 and double outside)
            return new Mismatch(maker, string.Create(CultureInfo.InvariantCulture, $"{outside:P0} of the targets lie where the output cannot go: {last} gives {low} to {high}."),
                "Leave the activation after the last layer out, or scale the targets into its range", outside > 0.05, new Measurement("share of targets outside of the output's range", outside));
        return task.Kind == TaskKind.Numbers && output.Count == output.Shape[0] && ClassNumbers(target) is > 2 and int classes
            ? new Mismatch(entry, $"The targets are the whole numbers 0 to {classes - 1}, all about equally often, like numbers of classes; a squared error takes class 2 for the mean of 1 and 3.",
                $"If these are classes, give the network {classes} outputs and use cross-entropy", false, new Measurement("distinct whole targets", classes)) : null;
    }

    // max(0, 1 − t·y) wants targets of −1 and 1.
    private static Mismatch? OfHinge(RecordReader reader, int entry, Node node)
    {
        int subtract = reader.MakerOf(node.Inputs[0]);
        if (subtract < 0 || reader.Record[subtract].Op.Name != "Subtract" || reader.DependsOnWeights(reader.Record[subtract].Inputs[0])) return null;
        int multiply = reader.MakerOf(reader.Record[subtract].Inputs[1]);
        if (multiply < 0 || reader.Record[multiply].Op.Name != "Multiply") return null;
        if (reader.Record[multiply].Inputs.FirstOrDefault(x => !reader.DependsOnWeights(x)) is not { Count: > 1 } target) return null;
        float[] t = target.To(DType.Float32).ToArray<float>();
        return t.All(x => x is 0 or 1) && t.Contains(0f) && t.Contains(1f)
            ? new Mismatch(entry, "The hinge loss is given targets of 0 and 1, and wants -1 and 1: rows of class 0 cost the same whatever the answer.", "Turn the targets into -1 and 1", true) : null;
    }

    // Whole numbers 0 to K − 1, each with at least half of an equal share; 0 where they are not so.
    private static int ClassNumbers(Tensor target)
    {
        float[] t = target.To(DType.Float32).ToArray<float>();
        if (t.Length < 30 || !t.All(x => x is >= 0 and < 20 && x == MathF.Floor(x))) return 0;
        int k = (int)t.Max() + 1;
        return t.CountBy(x => x).Count() == k && t.CountBy(x => x).Min(c => c.Value) * k >= t.Length / 2 ? k : 0;
    }

    private static double Outside(Tensor values, double low, double high)
    {
        float[] all = values.To(DType.Float32).ToArray<float>();
        return all.Count(x => x < low - 1e-5 || x > high + 1e-5) / (double)Math.Max(1, all.Length);
    }

    private static bool IsDistribution(Tensor logits, int classes)
    {
        if (logits.Rank != 2) return false;
        float[] all = logits.To(DType.Float32).ToArray<float>();
        return all.All(x => x is >= 0 and <= 1) && all.Chunk(classes).All(row => Math.Abs(row.Sum() - 1) < 1e-4);
    }

    // After training: a loss that stays at the floor of a doubled softmax while answers are right.
    private static IEnumerable<Measurement> Witness(Examination examination)
    {
        if (!examination.IsTrained || examination.Task.Kind != TaskKind.Classes || Classes.Of(examination.Answers.Table, examination.Task) is not { } truth) yield break;
        int[] answered = Classes.Answered(examination.Answers, examination.Task);
        yield return new Measurement("training loss", examination.Answers.Loss);
        yield return new Measurement("training accuracy", truth.Zip(answered).Count(p => p.First == p.Second) / (double)truth.Length);
    }

    private Finding? Floor(Examination examination)
    {
        if (examination.Task is not { Kind: TaskKind.Classes, Classes: > 1 and var k } || Witness(examination).ToArray() is not [var loss, var accuracy]) return null;
        double floor = -Math.Log(Math.E / (Math.E + k - 1));
        if (accuracy.Value < 0.9 || loss.Value < 0.9 * floor || loss.Value > 1.15 * floor) return null;
        float[] outputs = examination.Answers.Outputs.To(DType.Float32).ToArray<float>();
        // Logits of an ordinary network leave 0 to 1.
        return !outputs.All(x => x is >= -0.01f and <= 1.01f) ? null : Found(Severity.Warning,
            $"Answers are right, and yet the loss stays at {loss.Value:F2}: near {floor:F2}, below which it cannot fall when the softmax is taken twice.", loss, accuracy, new Measurement("floor of a doubled softmax", floor)) with
        {
            Causes = [new Cause("a softmax taken twice", 0.8)],
            Prescriptions = [new Prescription("Hand the logits to the cross-entropy, not their probabilities")],
        };
    }
}
