namespace Cajal.Training;

/// <summary>One look at a network in training: what its layers did with a batch, just before the update on it.</summary>
public sealed class NetworkLook
{
    /// <summary>Updates made before it.</summary>
    public required long Step { get; init; }

    /// <summary>Number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Examples looked at: those of the batch, or of its first micro-batch.</summary>
    public required int Examples { get; init; }

    /// <summary>The loss on them, penalties included.</summary>
    public required float Loss { get; init; }

    /// <summary>The losses of the steps since the look before; null when there were none, and in files of older versions.</summary>
    public StepWindow? Before { get; set; }

    /// <summary>The layers that have weights, in the order they ran.</summary>
    public required IReadOnlyList<LayerLook> Layers { get; init; }
}

/// <summary>What one look saw of a layer. Its pre-activations z are what its module gives; its activations are what the function makes of them that comes next,
/// or z itself where none comes.</summary>
public sealed class LayerLook
{
    /// <summary>Path of the layer in the model, as in checkpoints: <c>0</c>, <c>encoder.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is: <c>Linear</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The function after it, by its name in recipes; null for none.</summary>
    public string? Activation { get; init; }

    /// <summary>Number of its weights and biases.</summary>
    public required long Parameters { get; init; }

    /// <summary>‖g‖ over all its weights, before clipping; null when it is frozen or the loss does not depend on it.</summary>
    public float? GradientNorm { get; init; }

    /// <summary>‖w‖ before the update.</summary>
    public required float WeightNorm { get; init; }

    /// <summary>‖Δw‖ / ‖w‖ of the update that followed; null when none followed.</summary>
    public float? UpdateRatio { get; set; }

    /// <summary>Mean of the activations; null when the layer gave none (an embedding of whole numbers gives some, a frozen copy may not run).</summary>
    public float? Mean { get; init; }

    /// <summary>Standard deviation of the activations.</summary>
    public float? Spread { get; init; }

    /// <summary>Share of the activations that are exactly 0.</summary>
    public float? Zeros { get; init; }

    /// <summary>Share of the units (of the channels of a convolution) that are 0 for every example looked at.</summary>
    public float? Dead { get; init; }

    /// <summary>Share of the units that are 0 in all but one in a hundred places (examples, and positions of a convolution); null in files of older versions.</summary>
    public float? Quiet { get; init; }

    /// <summary>Share of the pre-activations with |z| ≥ 5 before a bounded function; null for others.</summary>
    public float? Far { get; init; }

    /// <summary>Share of the activations within a hundredth of its range from a bound of a bounded function; null for others.</summary>
    public float? Saturated { get; init; }

    /// <summary>Its weights.</summary>
    public Histogram? Weights { get; init; }

    /// <summary>Their gradients.</summary>
    public Histogram? Gradients { get; init; }

    /// <summary>z.</summary>
    public Histogram? PreActivations { get; init; }
}
