using System.Globalization;
using Cajal.Data;

namespace Cajal.Insight;

/// <summary>S6: what is not of the house (on request, of the house too) is tried out: an operation's derivative against differences, a loss against a right and a wrong answer, an optimizer's first step
/// against the gradient.</summary>
internal sealed class WrongDerivative() : Check("S6", "gradient check fails", Stage.SetUp, "deep-learning.md#16-one-dimension-try-both-sides-or-take-the-derivative")
{
    private const int FewRows = 8;

    public override Finding? Examine(Examination examination) => OfOps(examination) ?? OfLoss(examination) ?? OfOptimizer(examination);

    private Finding? OfOps(Examination examination)
    {
        var (wrong, doubtful) = (examination.Thresholds["S6.wrong"], examination.Thresholds["S6.doubtful"]);
        // Operations of the house are as large as their layers: on few rows more of them can be tried.
        var entries = examination.ReadRecord((record, _) => record.Index().Where(n => n.Item.Op is not UpdateOp && (examination.ChecksEveryDerivative || SourceLines.IsForeign(n.Item.Op.GetType())))
            .DistinctBy(n => n.Item.Op).Select(n => (n.Index, Copy: Copied(n.Item))).ToArray(),
            examination.ChecksEveryDerivative ? FewRows : examination.Probe.Inputs.Shape[0]);
        DerivativeCheck[] tried = [.. entries.Select(e => DerivativeCheck.Of(e.Copy, e.Index)).OfType<DerivativeCheck>()];
        var worst = tried.MaxBy(c => double.IsNaN(c.Error) ? double.MaxValue : c.Error);
        if (examination.ChecksEveryDerivative) examination.Notes.Add(Tried(entries.Length, tried.Length, worst));
        if (worst is null || worst.Error <= doubtful.Value) return null;
        var severity = worst.IsStep || worst.Error <= wrong.Value ? Severity.Note : Severity.Error;
        string symptom = worst.IsStep ? $"{worst.Op} is flat wherever it was tried, and its derivative is not 0: a slope put in its place on purpose."
            : string.Create(CultureInfo.InvariantCulture, $"The derivative of {worst.Op} says {worst.Derivative:G4} where differences say {worst.Difference:G4}.");
        return Found(severity, symptom, new Measurement("relative error of the derivative, at its worst", worst.Error) { Threshold = worst.Error > wrong.Value ? wrong : doubtful, Window = "central differences in Float64" }) with
        {
            Places = [$"{worst.Op}, input {worst.Input}, element {worst.Element}", .. examination.Lines[worst.Entry] is { } line ? [line] : Array.Empty<string>()],
            Causes = [new Cause($"a wrong derivative of {worst.Op}", 0.95) { For = [worst.Derivative * worst.Difference < 0 ? "The sign is the other one." : "The size is another."] }],
            Prescriptions = [new Prescription($"Correct the Backward of {worst.Op}, and hold it to GradientCheck.Run in a test")],
        };
    }

    private static string Tried(int operations, int tried, DerivativeCheck? worst) => string.Create(CultureInfo.InvariantCulture,
        $"{tried} of the {operations} operations of a training step were held against differences{(worst is null ? "" : $"; the largest relative error is {worst.Error:G2}, of {worst.Op}")}.");

    // The values are gone when the record ends.
    private static Node Copied(Node node) => new(node.Op, [.. node.Inputs.Select(x => x.Keep())], [.. node.Outputs], node.Module);

    // A loss must be smaller for right answers than for wrong ones.
    private Finding? OfLoss(Examination examination)
    {
        var (task, outputs, targets) = (examination.Task, examination.FirstSignals.Outputs, examination.AskedProbe.Targets);
        if (task.Kind is null || task.IsSequence || Answers(task, outputs, targets) is not var (right, wrong)) return null;
        double good, bad;
        try
        {
            (good, bad) = (examination.Trainer.Loss(right, targets).Item(), examination.Trainer.Loss(wrong, targets).Item());
        }
        catch (ArgumentException)
        {
            // The loss takes no such outputs.
            return null;
        }
        return !(good > bad) ? null : Found(Severity.Error, "The loss is larger for right answers than for wrong ones, and what is made smaller is the right.",
            new Measurement("loss of right answers", good), new Measurement("loss of wrong answers", bad)) with
        {
            Causes = [new Cause("a sign left out of the loss", 0.95)],
            Prescriptions = [new Prescription("Turn the sign of the loss")],
        };
    }

    private static (Tensor Right, Tensor Wrong)? Answers(TaskFacts task, Tensor outputs, Tensor targets)
    {
        if (task.Kind == TaskKind.Numbers)
        {
            var right = targets.To(outputs.DType).Reshape(outputs.Shape);
            double[] t = [.. right.To(DType.Float64).ToArray<double>()];
            double spread = Statistics.Moments(t).Spread;
            return spread == 0 ? null : (right, right + 3 * spread);
        }
        float[] classes = targets.To(DType.Float32).ToArray<float>();
        int n = outputs.Shape[0], width = outputs.Count / n;
        (float yes, float no) = task.OutputOp switch { "Sigmoid" or "Softmax" => (0.98f, 0.02f), "LogSoftmax" => (-0.02f, -4f), _ => (4f, -4f) };
        // Answers must lie where outputs lie; a loss of one's own may divide by their sum.
        float[] said = outputs.To(DType.Float32).ToArray<float>();
        if (yes > 1 && said.Length > 0 && said.Min() >= 0) (yes, no) = said.Max() <= 1 ? (0.98f, 0.02f) : (4f, 0.02f);
        if (task.Kind == TaskKind.Classes && (outputs.Rank != 2 || width != task.Classes)) return null;
        float[] good = new float[outputs.Count], bad = new float[outputs.Count];
        for (int i = 0; i < n; i++)
            for (int c = 0; c < width; c++)
            {
                bool isRight = task.Kind == TaskKind.Binary ? classes[i] > 0.5 : targets.DType.IsFloat() ? classes[i * width + c] == classes.AsSpan(i * width, width).ToArray().Max() : classes[i] == c;
                // The wrong answer is the next class, or the other one.
                bool isWrong = task.Kind == TaskKind.Binary ? !isRight : targets.DType.IsFloat() ? classes[i * width + (c + width - 1) % width] == classes.AsSpan(i * width, width).ToArray().Max() : ((int)classes[i] + 1) % width == c;
                (good[i * width + c], bad[i * width + c]) = (isRight ? yes : no, isWrong ? yes : no);
            }
        return (Tensor.From(good, outputs.Shape).To(outputs.DType), Tensor.From(bad, outputs.Shape).To(outputs.DType));
    }

    // The first step of a rule goes down: Σ g·Δw < 0.
    private Finding? OfOptimizer(Examination examination)
    {
        if (examination.FirstSignals.Climb is not > 0 || examination.Trainer.Optimizer is not { } rule) return null;
        return Found(Severity.Error, $"The first step of {rule.GetType().Name} goes up the loss and not down.", new Measurement("Σ gradient · step over the product of their lengths", examination.FirstSignals.Climb!.Value)) with
        {
            Causes = [new Cause($"a wrong sign in {rule.GetType().Name}", 0.9)],
            Prescriptions = [new Prescription("Subtract the step from the weights: θ ← θ − η·g")],
        };
    }
}
