using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>An activation and its derivative along z, computed by the operation itself.</summary>
internal sealed class ActivationCurve
{
    private const int Points = 161;

    private readonly double low, high;

    private ActivationCurve(double low, double high, double[] values, double[] slopes) => (this.low, this.high, Values, Slopes) = (low, high, values, slopes);

    public double[] X => [.. Numbers.Between(low, high, Points)];

    public double[] Values { get; }

    public double[] Slopes { get; }

    /// <summary>The curve over the reach of some pre-activations, at least −4 to 4; null for what is no function of single numbers.</summary>
    public static ActivationCurve? Of(string function, Histogram reach)
    {
        Activation activation;
        try
        {
            activation = Activation.Parse(function);
        }
        catch (ArgumentException)
        {
            // A function of the user's own has no name that could be looked up.
            return null;
        }
        if (function.Contains("softmax", StringComparison.Ordinal)) return null;
        double low = Math.Min(-4, reach.Minimum), high = Math.Max(4, reach.Maximum);
        // A single number far out would leave nothing to see of the bend.
        (low, high) = (Math.Max(low, -50), Math.Min(high, 50));
        var x = new Parameter(Tensor.From([.. Numbers.Between(low, high, Points)]));
        using var tape = Tape.Start(Mode.Inference);
        var y = activation.Forward(x);
        double[] slopes = new double[Points];
        try
        {
            slopes = tape.Gradients(y.Sum())[x].ToArray<double>();
        }
        catch (InvalidOperationException)
        {
            // A step has no derivative but 0.
        }
        return new ActivationCurve(low, high, y.ToArray<double>(), slopes);
    }

    /// <summary>The value nearest to a place.</summary>
    public double At(double z) => Values[(int)Math.Round(Math.Clamp((z - low) / (high - low), 0, 1) * (Points - 1))];
}
