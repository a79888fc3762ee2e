using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Rosenblatt's perceptron learns a logic gate, told example by example; on XOR it is proven that it never will.</summary>
public static class PerceptronStory
{
    private static readonly double[][] Inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];

    private static readonly Dictionary<string, double[]> Gates = new() { ["and"] = [0, 0, 0, 1], ["or"] = [0, 1, 1, 1], ["xor"] = [0, 1, 1, 0] };

    /// <summary>Names of the gates.</summary>
    public static IEnumerable<string> Names => Gates.Keys;

    /// <summary>Tells how the perceptron learns a gate from zero weights.</summary>
    /// <param name="gate"><c>and</c>, <c>or</c> or <c>xor</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <exception cref="ArgumentException">Another gate.</exception>
    public static Page Explain(string gate, double learningRate = 1)
    {
        if (!Gates.TryGetValue(gate, out var targets))
            throw new ArgumentException($"'{gate}' is no gate of this story; it knows {string.Join(", ", Gates.Keys)}.");
        var perceptron = Perceptron.ZeroOne(inputs: 2, learningRate);
        var rows = new List<IReadOnlyList<string>>();
        var report = perceptron.Train(Inputs, targets, narrate: step => rows.Add(
        [
            $"{rows.Count / Inputs.Length + 1}", Row(step.Inputs), NumberText.Of(step.Target), NumberText.Of(step.Net, 6), NumberText.Of(step.Output),
            step.IsRight ? "right" : step.Output > step.Target ? "too high" : "too low", Row(step.Weights), NumberText.Of(step.Bias, 6),
        ]));
        Formula w = new Symbol("w"), b = new Symbol("b"), η = new Symbol("η"), error = new SumTerm([new Symbol("y"), new NegativeTerm(new Symbol("ŷ"))]), x = new Symbol("x");
        return new Page($"A perceptron learns {gate.ToUpperInvariant()}")
            .Show(new RelationTerm([w, new SumTerm([w, new ProductTerm([η, error, x])])], "←"))
            .Show(new RelationTerm([b, new SumTerm([b, new ProductTerm([η, error])])], "←"))
            .Say($"It says 1 where w·x + b ≥ 0, else 0. It starts at zero; η = {NumberText.Of(learningRate)}. Right: nothing is done. Too high: the weights of positive inputs " +
                "are lowered. Too low: they are raised.")
            .Table(["pass", "x", "y", "w·x + b", "ŷ", "", "new w", "new b"], rows)
            .Say(report.ToString());
    }

    private static string Row(IEnumerable<double> values) => $"({string.Join(", ", values.Select(v => NumberText.Of(v, 6)))})";
}
