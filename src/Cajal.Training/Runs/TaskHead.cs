using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>What a task asks of a network: how many outputs, the activation after them, the loss on targets as the data wing gives them,
/// and how outputs become probabilities.</summary>
internal sealed class TaskHead
{
    private TaskHead(int outputs, string? output, string lossName, Func<Tensor, Tensor, Tensor> loss, ScoreKind scores,
        Func<Tensor, Tensor>? probabilities)
    {
        Outputs = outputs;
        Output = output;
        LossName = lossName;
        Loss = loss;
        Scores = scores;
        Probabilities = probabilities;
    }

    /// <summary>Number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Activation after the last layer; null for none.</summary>
    public string? Output { get; }

    /// <summary>The loss as recipes write it.</summary>
    public string LossName { get; }

    /// <summary>ℓ(outputs, targets) → [].</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; }

    /// <summary>What the outputs are, for metrics.</summary>
    public ScoreKind Scores { get; }

    /// <summary>Outputs as probabilities of the same shape; null where they have no such meaning.</summary>
    public Func<Tensor, Tensor>? Probabilities { get; }

    /// <summary>The loss a task takes unless told otherwise.</summary>
    public static string UsualLoss(TaskKind task) => task switch
    {
        TaskKind.Binary => "bce-logits",
        TaskKind.Classes => "cross-entropy",
        _ => "mse",
    };

    /// <summary>The head of a task.</summary>
    /// <param name="task">What is learned.</param>
    /// <param name="classes">Number of classes; not used for numbers.</param>
    /// <param name="isBounded">Numbers within known bounds, scaled to −1..1.</param>
    /// <param name="lossText">Loss by name.</param>
    /// <exception cref="ArgumentException">Unknown loss, or one that does not suit the task.</exception>
    public static TaskHead Of(TaskKind task, int classes, bool isBounded, string lossText)
    {
        var loss = Networks.Loss.Parse(lossText);
        if (task == TaskKind.Numbers)
            return loss.Target == LossTarget.Numbers && loss.Name != "poisson"
                ? new TaskHead(1, isBounded ? "tanh" : null, lossText, loss.Of, ScoreKind.Logits, null)
                : throw new ArgumentException(
                    $"The loss '{lossText}' is for {(loss.Name == "poisson" ? "counts that are not scaled" : "classes")}, and the target "
                        + $"holds scaled numbers. Use mse, mae or huber.");
        bool single = task == TaskKind.Binary && loss.Target is LossTarget.ZeroOne or LossTarget.Numbers or LossTarget.PlusMinusOne;
        int outputs = single && task == TaskKind.Binary ? 1 : classes;
        var (output, scores, probabilities) = Outside(loss, outputs);
        return new TaskHead(outputs, output, lossText, (y, t) => loss.Of(y, Targets(loss.Target, t, outputs)), scores, probabilities);
    }

    // What follows the last layer so that the loss receives what it asks for.
    private static (string? Output, ScoreKind Scores, Func<Tensor, Tensor>? Probabilities) Outside(Loss loss, int outputs) =>
        (loss.Name, loss.Target) switch
        {
            ("cross-entropy", _) => (null, ScoreKind.Logits, y => y.Softmax(-1)),
            ("bce-logits", _) => (null, ScoreKind.Logits, y => y.Sigmoid()),
            ("bce", _) => ("sigmoid", ScoreKind.Probabilities, y => y),
            ("nll", _) or (_, LossTarget.Probabilities) => ("log-softmax", ScoreKind.Logits, y => y.Exp()),
            ("poisson", _) => throw new ArgumentException("The loss 'poisson' is for counts, and the target holds classes. Use "
                + "cross-entropy "
                + "or bce-logits."),
            (_, LossTarget.Numbers) => (outputs == 1 ? "sigmoid" : "softmax", ScoreKind.Probabilities, y => y),
            _ => (null, ScoreKind.Logits, null),
        };

    // The data wing gives class indices [N] for classes, and 0 or 1 as [N, 1] for yes or no.
    private static Tensor Targets(LossTarget wanted, Tensor targets, int outputs)
    {
        if (outputs == 1) return wanted == LossTarget.PlusMinusOne ? targets * 2 - 1 : targets;
        // Examples that were mixed: shares of the classes, [N, classes].
        if (targets.DType.IsFloat() && targets.Rank == 2 && targets.Shape[1] == outputs && outputs > 1) return Shares(wanted, targets);
        var labels = targets.DType.IsFloat() ? targets.Reshape(targets.Count).To(DType.Int32) : targets;
        if (wanted == LossTarget.Labels) return labels;
        var marks = labels.OneHot(outputs).To(DType.Float32);
        return wanted == LossTarget.PlusMinusOne ? marks * 2 - 1 : marks;
    }

    private static Tensor Shares(LossTarget wanted, Tensor shares) => wanted == LossTarget.PlusMinusOne ? shares * 2 - 1 : shares;
}
