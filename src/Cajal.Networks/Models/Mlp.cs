using System.Globalization;

namespace Cajal.Networks;

/// <summary>Multi-layer perceptrons: y = Wₙ·f(… f(W₁·x + b₁) …) + bₙ, no activation after the last layer unless named.</summary>
public static class Mlp
{
    private const int WidestLayer = 1 << 20;

    /// <summary>A chain Linear, activation, (dropout), …, Linear.      [N, sizes[0]] → [N, sizes[^1]]</summary>
    /// <param name="sizes">Inputs, units of each hidden layer, outputs: 784, 128, 64, 10. Σ nₗ·(nₗ₋₁ + 1) parameters.</param>
    /// <param name="rng">Random numbers; each layer takes the next numbered child.</param>
    /// <param name="activation">Name of the hidden activation, as <see cref="Activation.Parse"/> reads it.</param>
    /// <param name="dropout">Drop rate after each hidden activation; 0 for none.</param>
    /// <param name="initializer">First weights; when left out Xavier uniform for sigmoid and tanh, He uniform else.</param>
    /// <param name="output">Name of an activation after the last layer; none when left out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, a size below 1, a drop rate outside of [0, 1), or an unknown
    /// activation.</exception>
    public static Sequential Build(ReadOnlySpan<int> sizes, Rng rng, string activation = "relu", double dropout = 0,
        Initializer? initializer = null, string? output = null, DType dtype = DType.Float32)
    {
        if (sizes.Length < 2)
            throw new ArgumentException($"A network needs at least the numbers of inputs and outputs; received {sizes.Length} sizes.");
        Dropout.Require(dropout);
        initializer ??= SuitedTo(Activation.Parse(activation));
        var layers = new List<Layer>();
        for (int i = 1; i < sizes.Length; i++)
        {
            layers.Add(new Linear(sizes[i - 1], sizes[i], rng, weight: initializer, dtype: dtype));
            if (i == sizes.Length - 1) break;
            layers.Add(Activation.Parse(activation));
            if (dropout > 0) layers.Add(new Dropout(dropout, rng));
        }
        if (output is not null) layers.Add(Activation.Parse(output));
        return new Sequential([.. layers]);
    }

    /// <summary>The sizes of hidden layers from a text: <c>128,64</c> → [128, 64]; an empty text has none.</summary>
    /// <exception cref="ArgumentException">A part that is no whole number of at least 1.</exception>
    public static int[] ParseSizes(string text)
    {
        var sizes = new List<int>();
        if (string.IsNullOrWhiteSpace(text)) return [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size is < 1 or > WidestLayer)
                throw new ArgumentException($"Hidden layers are whole numbers from 1 to {WidestLayer}, separated by commas, " +
                    $"for example 128,64; received '{text}'.");
            sizes.Add(size);
        }
        return [.. sizes];
    }

    /// <summary>The lecture's rule of thumb for one hidden layer: √(inputs · outputs), rounded, at least 2.</summary>
    public static int SuggestedWidth(int inputs, int outputs) => Math.Max(2, (int)Math.Round(Math.Sqrt((double)inputs * outputs)));

    /// <summary>Units of each of some equal hidden layers, so that the network has about so many parameters:
    /// (depth − 1)·w² + (inputs + outputs + depth)·w + outputs, solved for w, rounded, at least 1.</summary>
    /// <param name="inputs">Inputs of the network.</param>
    /// <param name="outputs">Its results.</param>
    /// <param name="depth">Hidden layers.</param>
    /// <param name="parameters">Weights and biases in all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1.</exception>
    public static int EqualWidth(int inputs, int outputs, int depth, long parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        double a = depth - 1, b = (double)inputs + outputs + depth, c = (double)outputs - parameters;
        double width = a == 0 ? -c / b : (-b + Math.Sqrt(Math.Max(0, b * b - 4 * a * c))) / (2 * a);
        return Math.Max(1, (int)Math.Round(width));
    }

    /// <summary>First weights that keep the size of signals through an activation.</summary>
    internal static Initializer SuitedTo(Activation activation) => activation.FunctionName switch
    {
        "sigmoid" or "tanh" or "identity" or "softmax" or "hard-tanh" or "hard-sigmoid" => new XavierUniform(),
        "selu" => new LeCunNormal(),
        _ => new HeUniform(),
    };
}
