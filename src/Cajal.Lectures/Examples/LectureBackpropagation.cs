using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The lecture's backpropagation demo through a 2-2-1 network of sigmoids without biases: its numbers beside the exact ones, its question marks
/// filled in, and the further forward pass it asks for.</summary>
public static class LectureBackpropagation
{
    private static readonly string[] Quantities = ["net, upper unit", "h₁", "net, lower unit", "h₂", "net, output", "y"];

    /// <summary>Tells it.</summary>
    public static Page Explain(ExplainOptions? options = null)
    {
        options ??= new(Digits: 10);
        var hidden = LectureNetwork.Linear(new[,] { { 0.1, 0.8 }, { 0.4, 0.6 } });
        var output = LectureNetwork.Linear(new[,] { { 0.3, 0.9 } });
        var model = new Sequential(hidden, Activation.Sigmoid, output, Activation.Sigmoid);
        Tensor x = Tensor.From(new[,] { { 0.35, 0.9 } }), t = Tensor.From(new[,] { { 0.5 } });
        var page = new Page("The backpropagation demo: 2-2-1, target 0.5")
            .Say("Inputs A = 0.35 and B = 0.9. w₁ = 0.3 and w₂ = 0.9 lead from the two hidden units to the output, w₃ = 0.1 and w₄ = 0.8 from A and B to the upper unit, w₅ = 0.4 and " +
                "w₆ = 0.6 to the lower one. No biases, sigmoids, E = (y − t)²/2, learning rate 1.");
        double[] before = Numbers();
        var weights = Weights();
        double[] slopes = new double[6];
        using (var tape = Tape.Start())
        {
            var gradients = tape.Gradients(model.Forward(x).HalfSquaredError(t));
            double[] g = [.. gradients[output.Weight].ToArray<double>(), .. gradients[hidden.Weight].ToArray<double>()];
            g.CopyTo(slopes, 0);
        }
        page.Heading("Forward, beside the slide").Table(LectureNetwork.Columns,
        [
            Row("net, upper unit", "0.755", before[0]), Row("h₁", "0.68", before[1]), Row("net, lower unit", "0.68", before[2]), Row("h₂", "0.6637", before[3]),
            Row("net, output", "0.80133", before[4]), Row("y", "0.69", before[5]), Row("(y − t)·y·(1 − y)", "0.0406", (before[5] - 0.5) * before[5] * (1 - before[5])),
        ]);
        page.Heading("Backward").Say("With L = E, and the units' values called a: each line is the gradient behind times the derivative between.");
        foreach (var block in model.Explain(x, t, options: options).Blocks.SkipWhile(b => b is not HeadingBlock { Text: "Backward" }).Skip(1))
            if (block is FormulaBlock f && !f.Formula.ToString().StartsWith("∂L/∂h", StringComparison.Ordinal)) page.Show(f.Formula);
        var descent = new GradientDescent(model.Parameters, learningRate: 1);
        using (var tape = Tape.Start()) descent.Step(tape.Gradients(model.Forward(x).HalfSquaredError(t)));
        double[] moved = Weights(), after = Numbers();
        string[] slide = ["0.272392", "0.87305", "?", "?", "?", "?"];
        page.Heading("The update: w ← w − ∂E/∂w").Table(["", "old", "∂E/∂w", "slide", "rounded as there", "exact"], Enumerable.Range(0, 6).Select(i =>
        {
            var row = Row($"w{"₁₂₃₄₅₆"[i]}⁺", slide[i], moved[i]);
            return (IReadOnlyList<string>)[row[0], NumberText.Of(weights[i]), NumberText.Of(slopes[i], options.Digits), row[1], row[2], row[3]];
        }));
        page.Say("The slide's w₁⁺ and w₂⁺ differ from the exact ones in the fifth place because it rounds (y − t)·y·(1 − y) to 0.0406 on the way. Its question marks are w₃⁺ to w₆⁺; all six " +
            "gradients are taken with the old weights, as the chain rule asks.");
        return page.Heading("A further forward pass").Table(["", "before", "after"],
            Quantities.Select((name, i) =>
                (IReadOnlyList<string>)[name, NumberText.Of(before[i], options.Digits), NumberText.Of(after[i], options.Digits)])
            .Append(["y − t", NumberText.Of(before[5] - 0.5, options.Digits), NumberText.Of(after[5] - 0.5, options.Digits)])
            .Append(["E", NumberText.Of(Error(before[5]), options.Digits), NumberText.Of(Error(after[5]), options.Digits)]))
            .Say("The output has moved towards the target, and the error is smaller.");

        double[] Numbers()
        {
            Tensor nets = hidden.Forward(x), h = nets.Sigmoid(), net = output.Forward(h);
            return [nets[0, 0], h[0, 0], nets[0, 1], h[0, 1], net.Item(), net.Sigmoid().Item()];
        }

        double[] Weights() => [.. output.Weight.ToArray<double>(), .. hidden.Weight.ToArray<double>()];

        IReadOnlyList<string> Row(string name, string slide, double exact) => LectureNetwork.Row(name, slide, exact, options.Digits);
    }

    private static double Error(double y) => (y - 0.5) * (y - 0.5) / 2;
}
