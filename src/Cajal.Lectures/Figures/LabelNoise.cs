using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Depth against wrong labels: a deeper network learns them too. Documents 000 and 001.</summary>
internal sealed class LabelNoise() : LectureFigure("label-noise")
{
    private const int Width = 32, Steps = 600, Seeds = 3;

    private static readonly int[] Depths = [1, 2, 4, 6];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        Points clean = Points.Of("moons", 200, 0.15, seed: 31), test = Points.Of("moons", 2000, 0.15, seed: 32);
        Chart own = new("right on their own points and labels", "hidden layers", "%") { X = { IsWhole = true } }, fresh = new("right on new points with clean labels", "hidden layers", "%") { X = { IsWhole = true } };
        var said = new List<string>();
        foreach (double share in new[] { 0, 0.2, 0.4 })
        {
            var points = clean.WithWrongLabels(share, 33);
            List<double> learned = [], clear = [];
            foreach (int depth in Depths)
            {
                double a = 0, b = 0;
                for (ulong seed = 1; seed <= Seeds; seed++)
                {
                    var net = Mlp.Build([2, .. Enumerable.Repeat(Width, depth), 1], new Rng(seed));
                    Descent.Run(new Adam(net.Parameters, 0.005), () => net.Forward(points.X).BinaryCrossEntropyWithLogits(points.Labels), Steps, cancellation);
                    a += Descent.Accuracy(net, points.X, points.Labels) / Seeds;
                    b += Descent.Accuracy(net, test.X, test.Labels) / Seeds;
                }
                learned.Add(100 * a);
                clear.Add(100 * b);
            }
            string name = share == 0 ? "clean labels" : $"{Percent(share)} wrong";
            own.Line(name, Depths, learned, dots: true);
            fresh.Line(name, Depths, clear, dots: true);
            said.Add($"{name}: {Say(learned[0])} % and {Say(clear[0])} % with {Depths[0]} hidden layer, {Say(learned[^1])} % and {Say(clear[^1])} % with {Depths[^1]}");
        }
        var sheet = new SmallMultiples("A deeper net does not repair labels: it learns the wrong ones better, and answers worse", 2, 450, 380).Add(own).Add(fresh).SameY();
        return new(sheet, $"Layers of {Width} ReLUs, 200 points, {Steps} steps of Adam, mean of {Seeds} first weights. Right on their own labels and on 2,000 new points: {string.Join("; ", said)}.");
    }
}
