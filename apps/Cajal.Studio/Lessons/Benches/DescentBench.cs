using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Gradient descent on a surface of two parameters: w ← w − η·∇L(w), with momentum where it is asked for.</summary>
internal sealed class DescentBench() : LessonBench("descent", Control.Choice("surface", "bowl", "valley", "saddle", "two"), Control.Number("x", -2, -3, 3, 0.1), Control.Number("y", 2, -3, 3, 0.1),
    Control.Number("rate", 0.1, 0.005, 1.2, 0.005), Control.Number("momentum", 0, 0, 0.95, 0.05), Control.Walk("steps", 0, 60))
{
    private const int Side = 60;
    private const double Half = 3;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        Func<Tensor, Tensor, Tensor> surface = values["surface"] switch
        {
            "bowl" => (x, y) => x.Square() + y.Square(),
            "valley" => (x, y) => 0.1 * x.Square() + 2 * y.Square(),
            "saddle" => (x, y) => x.Square() - 0.5 * y.Square() + 0.03 * y.Square().Square(),
            _ => (x, y) => 0.25 * x.Square().Square() - x.Square() + 0.3 * x + y.Square(),
        };
        Parameter px = new(Tensor.Scalar(values.Number("x"), DType.Float64)), py = new(Tensor.Scalar(values.Number("y"), DType.Float64));
        double momentum = values.Number("momentum"), rate = values.Number("rate");
        Optimizer optimizer = momentum > 0 ? new Sgd([px, py], rate, momentum) : new GradientDescent([px, py], rate);
        List<double> xs = [px.Item()], ys = [py.Item()], losses = [surface(px, py).Item()];
        double slope = 0;
        for (int i = 0; i <= values.Whole("steps"); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var tape = Tape.Start();
            var gradients = tape.Gradients(surface(px, py));
            slope = gradients.Norm().Item();
            if (i == values.Whole("steps") || !(Math.Abs(xs[^1]) < 1e6 && Math.Abs(ys[^1]) < 1e6)) break;
            optimizer.Step(gradients);
            xs.Add(px.Item());
            ys.Add(py.Item());
            losses.Add(surface(px, py).Item());
        }
        Tensor places = Places(Side, Half), heights = surface(places.Select(1, 0), places.Select(1, 1));
        double low = heights.Min().Item(), high = heights.Max().Item();
        // Dark where it is low: −1 is the lowest place, 1 the highest; the root spreads the bottom of the valley.
        Tensor shown = ((heights - low) / (high - low)).Sqrt() * 2 - 1;
        double x = xs[^1], y = ys[^1];
        var plane = new Chart(values.Say("The surface from above: orange is low, blue is high", "俯视损失曲面：橙色低，蓝色高"), new Axis("w₁", -Half, Half), new Axis("w₂", -Half, Half))
        {
            IsSquare = true,
            Map = new ValueMap(Side, Floats(shown), values.Say("height", "高度")),
            Curves = [new Curve(values.Say("way", "路径"), xs, ys, 2)],
            Dots = [new Dots(values.Say("steps", "每一步"), xs, ys, 0), new Dots(values.Say("now", "现在"), [x], [y], 3, IsLarge: true)],
        };
        var course = new Chart(values.Say("Loss after each step", "每一步后的损失"), new Axis(values.Say("step", "步"), 0, Math.Max(1, losses.Count - 1)), Around("L", [0, .. losses])) { Curves = [new Curve("L", [.. losses.Select((_, i) => (double)i)], losses)] };
        return new BenchAnswer(
            [new("loss", "L", losses[^1]), new("x", "w₁", x), new("y", "w₂", y), new("slope", "‖∇L‖", slope), new("steps", values.Say("steps made", "已走步数"), losses.Count - 1)],
            [plane, course],
            Math.Abs(x) > Half || Math.Abs(y) > Half ? [values.Say("The point has left the picture.", "该点已离开画面。")] : []);
    }
}
