namespace Cajal.Networks;

/// <summary>y = 0 if Σ wᵢ·xᵢ &lt; T, else 1: a neuron that fires when its inputs reach a threshold.</summary>
/// <remarks>It learns nothing; its weights and threshold are set by hand. Source: McCulloch and Pitts (1943).</remarks>
public sealed class McCullochPittsUnit
{
    private readonly double[] weights;

    /// <summary>A unit with one weight for each input: positive excites, negative inhibits.</summary>
    /// <param name="weights">w.</param>
    /// <param name="threshold">T.</param>
    public McCullochPittsUnit(IEnumerable<double> weights, double threshold)
    {
        this.weights = [.. weights];
        Threshold = threshold;
    }

    /// <summary>w.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>T.</summary>
    public double Threshold { get; }

    /// <summary>Fires when all of its inputs do: w = 1, …, 1, T = n.</summary>
    public static McCullochPittsUnit And(int inputs = 2) => new(Enumerable.Repeat(1.0, inputs), inputs);

    /// <summary>Fires when any of its inputs does: w = 1, …, 1, T = 1.</summary>
    public static McCullochPittsUnit Or(int inputs = 2) => new(Enumerable.Repeat(1.0, inputs), 1);

    /// <summary>Fires when its one input does not: w = −1, T = 0.</summary>
    public static McCullochPittsUnit Not() => new([-1], 0);

    /// <summary>Fires unless all of its inputs do: w = −1, …, −1, T = 1 − n.</summary>
    public static McCullochPittsUnit Nand(int inputs = 2) => new(Enumerable.Repeat(-1.0, inputs), 1 - inputs);

    /// <summary>Fires when none of its inputs does: w = −1, …, −1, T = 0.</summary>
    public static McCullochPittsUnit Nor(int inputs = 2) => new(Enumerable.Repeat(-1.0, inputs), 0);

    /// <summary>1 when the unit fires, else 0.</summary>
    /// <exception cref="ArgumentException">Another number of inputs than weights.</exception>
    public int Fire(params ReadOnlySpan<double> inputs)
    {
        if (inputs.Length != weights.Length)
            throw new ArgumentException($"This unit has {weights.Length} inputs; received {inputs.Length}.");
        double net = 0;
        for (int i = 0; i < weights.Length; i++) net += weights[i] * inputs[i];
        return net < Threshold ? 0 : 1;
    }
}
