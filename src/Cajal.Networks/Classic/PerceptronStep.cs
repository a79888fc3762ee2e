using System.Globalization;

namespace Cajal.Networks;

/// <summary>What a perceptron saw in one example and did about it.</summary>
/// <param name="Inputs">x.</param>
/// <param name="Target">y.</param>
/// <param name="Net">w·x + b before the correction.</param>
/// <param name="Output">ŷ.</param>
/// <param name="Weights">w after the correction.</param>
/// <param name="Bias">b after the correction.</param>
public sealed record PerceptronStep(IReadOnlyList<double> Inputs, double Target, double Net, double Output, IReadOnlyList<double> Weights,
    double Bias)
{
    /// <summary>True when nothing had to be done.</summary>
    public bool IsRight => Output == Target;

    /// <summary>The rule in words.</summary>
    public string Verdict => IsRight ? "right: nothing"
        : Output > Target ? "too high: lower the weights of positive inputs"
        : "too low: raise the weights of positive inputs";

    /// <summary>For example
    /// <c>x = (0, 1): net 0 → 1, should be 0. Too high: lower the weights of positive inputs. w = (0, -1), b = -1</c>.</summary>
    public override string ToString() =>
        $"x = {Row(Inputs)}: net {Text(Net)} → {Text(Output)}, should be {Text(Target)}. " +
        $"{char.ToUpperInvariant(Verdict[0])}{Verdict[1..]}. w = {Row(Weights)}, b = {Text(Bias)}";

    private static string Row(IEnumerable<double> values) => $"({string.Join(", ", values.Select(Text))})";

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
