using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>The end of a network: how many outputs, what follows the last layer, the loss, and what it is held against.</summary>
/// <remarks>What is left open is chosen from the task; a choice that does not fit is made and said.</remarks>
internal sealed class OutputHead
{
    private readonly Loss loss;
    private readonly bool isSigned;

    /// <summary>The end that a state asks for.</summary>
    /// <exception cref="ArgumentException">A loss that cannot take these targets, or an unknown name.</exception>
    public OutputHead(PlaygroundState state, int classes)
    {
        Classes = classes;
        LossName = state.Loss != "auto" ? state.Loss : classes switch { 0 => "mse", 2 => "bce-logits", _ => "cross-entropy" };
        IsPerceptron = LossName == PerceptronRule.Name;
        loss = IsPerceptron ? PerceptronRule.Loss : Loss.Parse(LossName);
        if (IsPerceptron && classes != 2) throw new ArgumentException($"The perceptron's rule tells two classes apart; this task has {(classes == 0 ? "numbers" : $"{classes} classes")}. Take another loss, or a set of two classes.");
        if (classes == 0 && loss.Target != LossTarget.Numbers)
            throw new ArgumentException($"The loss '{LossName}' is for classes, and these targets are numbers. Take mse, half-squared, mae or huber.");
        Outputs = classes == 0 || (classes == 2 && loss.Target != LossTarget.Labels) ? 1 : classes;
        Activation = state.Output != "auto" ? state.Output : loss.Target != LossTarget.Numbers || classes == 0 ? "linear" : Outputs == 1 ? "tanh" : "softmax";
        var function = HiddenLayers.Function(Activation);
        Function = Activation is "linear" or "identity" ? null : function;
        isSigned = loss.Target == LossTarget.PlusMinusOne || (loss.Target == LossTarget.Numbers && Activation is not ("sigmoid" or "softmax" or "hard-sigmoid"));
        IsLogits = LossName is "bce-logits" || LossName.StartsWith("cross-entropy", StringComparison.Ordinal);
        Warnings = [.. Judge(state)];
    }

    /// <summary>Number of classes; 0 for numbers.</summary>
    public int Classes { get; }

    /// <summary>Units of the last layer.</summary>
    public int Outputs { get; }

    /// <summary>The loss by name.</summary>
    public string LossName { get; }

    /// <summary>Name of the activation after the last layer.</summary>
    public string Activation { get; }

    /// <summary>It, as a layer; null for none.</summary>
    public Activation? Function { get; }

    /// <summary>Whether the loss makes probabilities of the outputs itself.</summary>
    public bool IsLogits { get; }

    /// <summary>Whether the perceptron's own rule trains.</summary>
    public bool IsPerceptron { get; }

    /// <summary>What does not fit together, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>ℓ(outputs, targets) → [].</summary>
    public Tensor LossOf(Tensor outputs, Tensor targets) => loss.Of(outputs, targets);

    /// <summary>Targets as the loss takes them: class indices [n], or [n, outputs].</summary>
    public Tensor TargetsOf(ReadOnlySpan<float> targets)
    {
        int n = targets.Length;
        if (loss.Target == LossTarget.Labels)
        {
            int[] labels = new int[n];
            for (int i = 0; i < n; i++) labels[i] = (int)targets[i];
            return Tensor.From(labels, [n]);
        }
        var values = new float[n * Outputs];
        for (int i = 0; i < n; i++)
        {
            if (Outputs == 1) values[i] = Classes == 0 ? targets[i] : targets[i] > 0 ? 1 : isSigned ? -1 : 0;
            else
                for (int k = 0; k < Outputs; k++) values[i * Outputs + k] = k == (int)targets[i] ? 1 : isSigned ? -1 : 0;
        }
        return Tensor.From(values, [n, Outputs]);
    }

    /// <summary>Outputs as they are shown: one for two classes from −1 to 1, the sign deciding; probabilities or activations of several; numbers as they are.</summary>
    public Tensor Shown(Tensor outputs) => Outputs > 1 ? LossName.StartsWith("cross-entropy", StringComparison.Ordinal) ? outputs.Softmax(-1) : outputs
        : Classes == 0 ? outputs : IsPerceptron ? outputs.Step() * 2 - 1 : LossName == "bce-logits" ? outputs.Sigmoid() * 2 - 1 : isSigned ? outputs : outputs * 2 - 1;

    /// <summary>The class of a shown output.</summary>
    public int ClassOf(ReadOnlySpan<float> shown)
    {
        if (Outputs == 1) return shown[0] > 0 ? 1 : 0;
        int best = 0;
        for (int k = 1; k < shown.Length; k++)
            if (shown[k] > shown[best]) best = k;
        return best;
    }

    private IEnumerable<string> Judge(PlaygroundState state)
    {
        if (IsPerceptron && HiddenLayers.Parse(state.Layers).Length > 0)
            yield return "The perceptron's rule is for one layer: with hidden layers it is only the last one's, and no theorem says that it ends.";
        if (IsPerceptron && (state.Optimizer is not ("sgd" or "gradient-descent") || state.Batch != 1))
            yield return "The perceptron's rule corrects after each example, w ← w + η·(y − ŷ)·x: take the optimizer sgd and a batch of 1.";
        if (IsLogits && Function is not null)
            yield return $"The loss '{LossName}' makes probabilities of the outputs itself, and {Activation} stands before it: the network is squeezed twice. Take linear.";
        if (Classes > 0 && loss.Target == LossTarget.Numbers && LossName is "mse" or "half-squared" or "mae")
            yield return $"'{LossName}' with classes works, and learns slowly where units are sure and wrong; cross-entropy does not.";
        if (Activation == "relu") yield return "A ReLU at the output gives no number below 0 and no gradient there.";
        if (Activation == "softmax" && Outputs == 1) yield return "A softmax over one output is always 1: nothing can be learned.";
        if (LossName == "bce" && Activation != "sigmoid") yield return "'bce' asks for probabilities: take sigmoid, or the loss bce-logits.";
        if (Classes == 0 && Function is not null) yield return $"{Activation} bounds the outputs, and numbers may lie beyond.";
    }
}
