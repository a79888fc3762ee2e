using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The lecture's handworked forward pass through a 2-2-1 network of sigmoids: what the slide prints, the exact value rounded as the slide
/// rounds, and the exact value.</summary>
public static class LectureForward
{
    /// <summary>Tells it.</summary>
    public static Page Explain(ExplainOptions? options = null)
    {
        options ??= new(Digits: 10);
        var hidden = LectureNetwork.Linear(new[,] { { 0.2, 0.4 }, { 0.3, 0.1 } }, [0.1, 0.2]);
        var output = LectureNetwork.Linear(new[,] { { 0.6, 0.5 } }, [0.3]);
        var x = Tensor.From(new[,] { { 0.5, 0.8 } });
        Tensor z1 = hidden.Forward(x), a1 = z1.Sigmoid(), z2 = output.Forward(a1), y = z2.Sigmoid();
        var page = new Page("The handworked example: a forward pass through 2-2-1")
            .Say("x = [0.5, 0.8]; each unit takes z = w·x + b and gives a = σ(z) = 1/(1 + e^(−z)). The hidden units have the weights [0.2, 0.4] and [0.3, 0.1] and the biases 0.1 and " +
                "0.2, the output [0.6, 0.5] and 0.3.");
        var forward = new Sequential(hidden, Activation.Sigmoid, output, Activation.Sigmoid).Explain(x, Tensor.From(new[,] { { 1.0 } }), options: options);
        foreach (var block in forward.Blocks.SkipWhile(b => b is not HeadingBlock).Skip(1).TakeWhile(b => b is not HeadingBlock { Text: "Backward" }))
            if (block is FormulaBlock f && !f.Formula.ToString().StartsWith('L')) page.Show(f.Formula);
        return page.Heading("Beside the slide").Table(LectureNetwork.Columns,
        [
            Row("z₁", "0.52", z1[0, 0]), Row("z₂", "0.43", z1[0, 1]), Row("e^(−z₁)", "0.595", Math.Exp(-z1[0, 0])), Row("e^(−z₂)", "0.651", Math.Exp(-z1[0, 1])),
            Row("a₁", "0.627", a1[0, 0]), Row("a₂", "0.606", a1[0, 1]), Row("0.6·a₁", "0.376", 0.6 * a1[0, 0]), Row("0.5·a₂", "0.303", 0.5 * a1[0, 1]),
            Row("z of the output", "0.979", z2.Item()), Row("y", "0.727", y.Item()),
        ]).Say("Every digit the slide prints is right.");

        IReadOnlyList<string> Row(string name, string slide, double exact) => LectureNetwork.Row(name, slide, exact, options.Digits);
    }
}
