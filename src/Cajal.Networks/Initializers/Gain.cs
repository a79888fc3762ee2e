namespace Cajal.Networks;

/// <summary>What an activation takes from the size of its input, to be made good by the first weights.</summary>
/// <remarks>Values as in PyTorch's calculate_gain.</remarks>
public static class Gain
{
    /// <summary>1: no activation.</summary>
    public const double Linear = 1;

    /// <summary>1.</summary>
    public const double Sigmoid = 1;

    /// <summary>5/3.</summary>
    public const double Tanh = 5.0 / 3;

    /// <summary>√2: half of the inputs are lost.</summary>
    public const double Relu = 1.4142135623730951;

    /// <summary>3/4.</summary>
    public const double Selu = 0.75;

    /// <summary>√(2/(1 + slope²)).</summary>
    public static double LeakyRelu(double slope = 0.01) => Math.Sqrt(2 / (1 + slope * slope));
}
