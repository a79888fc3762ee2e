namespace Cajal.Studio;

/// <summary>Backpropagation on the lectures' two worked networks, line by line: forward, loss, δ from the end to the start, gradients, and the step.</summary>
internal sealed class BackwardBench() : LessonBench("backward", Control.Choice("example", "demo", "forward"), Control.Walk("lines", 0, 20), Control.Number("rate", 1, 0.1, 10, 0.1), Control.Number("target", 0.5, 0, 1, 0.1))
{
    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        bool isDemo = values["example"] == "demo";
        // The demo of the deep-learning lecture has no biases; the other network is that of the forward pass by hand.
        var net = isDemo ? new LectureNet(new[,] { { 0.1, 0.8 }, { 0.4, 0.6 } }, null, new[,] { { 0.3, 0.9 } }, null)
            : new LectureNet(new[,] { { 0.2, 0.4 }, { 0.3, 0.1 } }, [0.1, 0.2], new[,] { { 0.6, 0.5 } }, [0.3]);
        double[] x = isDemo ? [0.35, 0.9] : [0.5, 0.8];
        double t = values.Number("target"), rate = values.Number("rate");
        Tensor input = Tensor.From(x, [1, 2]), target = Tensor.From([t], [1, 1]);
        double[] before = net.Weights;
        var (z, a) = net.Forward(input);
        var (loss, g, d) = net.Backward(input, target);
        net.Step(input, target, rate);
        double[] after = net.Weights;
        double moved = net.Forward(input).A[2], newLoss = net.Backward(input, target).Loss;
        string[] names = ["w₃", "w₄", "w₅", "w₆", "w₁", "w₂"], from = [Text(x[0]), Text(x[1]), Text(x[0]), Text(x[1]), "h₁", "h₂"], to = ["δ₁", "δ₁", "δ₂", "δ₂", "δ", "δ"];
        int[] order = [4, 5, 0, 1, 2, 3];
        var rows = new List<(string, string, double)>
        {
            (values.Say("net of h₁", "h₁ 的净输入"), "W·x", z[0]), (values.Say("net of h₂", "h₂ 的净输入"), "W·x", z[1]), ("h₁", "σ(net)", a[0]), ("h₂", "σ(net)", a[1]), ("y", "σ(w₁·h₁ + w₂·h₂)", a[2]), ("E", "(y − t)²/2", loss),
            ("δ", "(y − t)·y·(1 − y)", d[2]), ("δ₁", "δ·w₁·h₁·(1 − h₁)", d[0]), ("δ₂", "δ·w₂·h₂·(1 − h₂)", d[1]),
        };
        if (!isDemo) rows[4] = ("y", "σ(w₁·h₁ + w₂·h₂ + b)", a[2]);
        rows.AddRange(order.Select(i => ($"∂E/∂{names[i]}", $"{to[i]}·{from[i]}", g[i])));
        rows.AddRange(order.Take(3).Select(i => ($"{names[i]}⁺", $"{Text(before[i])} − {Text(rate)}·∂E/∂{names[i]}", after[i])));
        rows.Add((values.Say("y after the step", "更新后的 y"), values.Say("forward again", "再次前向"), moved));
        rows.Add((values.Say("E after the step", "更新后的 E"), "(y − t)²/2", newLoss));
        return new BenchAnswer(
            [new("y", "y", a[2]), new("loss", "E", loss), new("delta", "δ", d[2]), .. order.Select(i => new BenchNumber($"w{names[i][1] - '₀'}", $"{names[i]}⁺", after[i])), new("yAfter", values.Say("y after", "更新后 y"), moved), new("lossAfter", values.Say("E after", "更新后 E"), newLoss)],
            [LectureNet.Table(values, values.Say("Forward, then backward", "先前向，再反向"), values.Whole("lines"), rows),
                // The bars would give away what is to be computed.
                .. values.Whole("lines") < 15 ? Array.Empty<Drawing>() : [new Bars(values.Say("Gradients", "梯度"), [.. order.Select(i => $"∂E/∂{names[i]}")], [.. order.Select(i => g[i])])]],
            []);
    }
}
