using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Training a deep network with and without normalisation, from badly scaled weights. Documents 000 and 004.</summary>
internal sealed class NormalisedTraining() : LectureFigure("normalisation")
{
    private const int Depth = 12, Width = 32, Steps = 500;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var points = Points.Of("spiral", 300, seed: 3);
        Tensor x = points.X / 3;
        Chart losses = new("loss", "step", "cross-entropy"), sizes = new("size of signals at the start", "layer", "root mean square") { X = { IsWhole = true } };
        var said = new List<string>();
        foreach (string kind in new[] { "none", "batch norm", "layer norm" })
        {
            var rng = new Rng(1);
            var layers = new List<Layer>();
            for (int l = 0; l < Depth; l++)
            {
                layers.Add(new Linear(l == 0 ? 2 : Width, Width, rng, weight: new Normal(0.1)));
                if (kind == "batch norm") layers.Add(new BatchNorm1d(Width));
                if (kind == "layer norm") layers.Add(new LayerNorm(Width));
                layers.Add(Activation.Relu);
            }
            layers.Add(new Linear(Width, 1, rng));
            var net = new Sequential([.. layers]);
            var spread = new List<double>();
            using (var tape = Tape.Start())
            {
                var value = x;
                foreach (var layer in layers)
                {
                    value = layer.Forward(value);
                    if (layer is Activation) spread.Add(Math.Sqrt((value * value).Mean().Item()));
                }
            }
            double[] curve = Descent.Run(new Adam(net.Parameters, 0.001), () => net.Forward(x).BinaryCrossEntropyWithLogits(points.Labels), Steps, cancellation);
            losses.Line(kind, curve);
            sizes.Line(kind, Enumerable.Range(1, Depth).ToArray(), spread);
            said.Add($"{kind}: signals of size {Say(spread[^1], 2)} in layer {Depth}, loss {Say(curve[^1])} after {Steps} steps");
        }
        var sheet = new SmallMultiples("Normalised signals keep their size through all layers, and the loss falls sooner", 2, 450, 360).Add(sizes.LogY()).Add(losses);
        return new(sheet, $"{Depth} hidden layers of {Width} ReLUs on the spiral, weights drawn from N(0, 0.1), too small for this width. {string.Join("; ", said)}.");
    }
}
