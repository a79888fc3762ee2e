namespace Cajal.Networks;

/// <summary>y = x[T − lag, 0] + f(x − x[T − lag, 0]): what one step of the past does not tell, by a multi-layer perceptron over the
/// window.      [N, T, F] → [N, 1]</summary>
/// <remarks>Number 0 of each step is the series itself, scaled like the answer; the others go to f as they are. With first weights of the
/// last
/// layer at 0 it begins as the simple forecast.</remarks>
public sealed class Forecaster : Layer
{
    private readonly int steps, width, lag;
    private readonly Sequential body;

    /// <summary>A forecaster for windows of a shape.</summary>
    /// <param name="steps">Steps T of a window.</param>
    /// <param name="width">Numbers F of a step.</param>
    /// <param name="rng">Random numbers for first weights.</param>
    /// <param name="lag">How far back the step lies whose change is foretold: 1 the last one.</param>
    /// <param name="units">Units of the hidden layer; 0 for a linear model.</param>
    /// <param name="activation">Its activation.</param>
    /// <exception cref="ArgumentException">A lag outside of the window, or sizes below 1.</exception>
    public Forecaster(int steps, int width, Rng rng, int lag = 1, int units = 16, string activation = "tanh")
    {
        if (steps < 1 || width < 1) throw new ArgumentException($"A window has at least one step of one number; received "
            + $"[{steps}, {width}].");
        if (lag < 1 || lag > steps)
            throw new ArgumentException($"The lag lies inside the window, 1 to {steps}; received {lag}. Take a larger window or a smaller "
                + $"lag.");
        if (units < 0) throw new ArgumentException($"The hidden layer has at least 0 units; received {units}.");
        (this.steps, this.width, this.lag) = (steps, width, lag);
        var last = new Linear(units == 0 ? steps * width : units, 1, rng, weight: new Zeros());
        body = RegisterModule("body", units == 0 ? new Sequential(last)
            : new Sequential(new Linear(steps * width, units, rng, weight: new XavierUniform()), Activation.Parse(activation), last));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 3 || x.Shape[1] != steps || x.Shape[2] != width)
            throw new ShapeException("Forecaster", $"windows [N, {steps}, {width}]", x.Shape);
        int n = x.Shape[0];
        var anchor = x.Slice(1, (steps - lag)..(steps - lag + 1)).Slice(2, ..1);
        var series = x.Slice(2, ..1) - anchor;
        var seen = width == 1 ? series : Tensor.Concatenate([series, x.Slice(2, 1..)], 2);
        return anchor.Reshape(n, 1) + body.Forward(seen.Reshape(n, steps * width));
    }
}
