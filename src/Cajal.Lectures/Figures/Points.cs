using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Points in the plane with two classes, as the data sets of that kind make them.</summary>
internal sealed class Points
{
    private Points(Tensor x, Tensor labels) => (X, Labels) = (x, labels);

    /// <summary>[N, 2], as they were made, not scaled.</summary>
    public Tensor X { get; }

    /// <summary>[N, 1], 0 or 1.</summary>
    public Tensor Labels { get; }

    /// <summary>Makes a named set.</summary>
    public static Points Of(string set, int count, double? noise = null, ulong seed = 42)
    {
        var data = Datasets.Load(set, new DatasetOptions { Count = count, Noise = noise, Seed = seed });
        var examples = Preprocessing.Fit(data.Split(validation: 0, test: 0).Train).Apply(data);
        var batch = Batches.InOrder(examples, count).InEpoch(0).Single();
        // Back from standard units, so that axes show the set's own.
        var table = (TableTransform)Preprocessing.Fit(data.Split(validation: 0, test: 0).Train).Inputs;
        var columns = table.Columns.OfType<StandardScaling>().ToArray();
        Tensor mean = Tensor.From(columns.Select(c => (float)c.Mean).ToArray()), deviation = Tensor.From(columns.Select(c => (float)c.StandardDeviation).ToArray());
        return new(batch.X * deviation + mean, batch.Targets.Reshape(-1, 1));
    }

    /// <summary>Some of the points with labels turned round, as careless people would.</summary>
    public Points WithWrongLabels(double share, ulong seed)
    {
        var rng = new Rng(seed);
        float[] labels = Labels.ToArray<float>();
        for (int i = 0; i < labels.Length; i++)
            if (rng.NextDouble() < share) labels[i] = 1 - labels[i];
        return new(X, Tensor.From(labels, [labels.Length, 1]));
    }

    /// <summary>The same points at other places.      x: [N, 2]</summary>
    public Points At(Tensor x) => new(x, Labels);

    /// <summary>A chart of them with the probability that a network gives to class 1, and the boundary between the classes.</summary>
    public Chart Region(string title, Layer model, double fromX, double toX, double fromY, double toY)
    {
        // The boundary from the logits: probabilities are flat where a network is sure.
        Surface logits = Surface.Of(model.Forward, fromX, toX, fromY, toY), probability = Surface.Of(x => model.Forward(x).Sigmoid(), fromX, toX, fromY, toY);
        var chart = new Chart(title, "x₁", "x₂").Probability(probability).Level("boundary", logits, 0, colour: 2);
        Draw(chart, size: 7);
        return chart.RangeX(fromX, toX).RangeY(fromY, toY);
    }

    /// <summary>Draws them, a shape and a colour for each class.</summary>
    public void Draw(Chart chart, string first = "class 0", string second = "class 1", double size = 6)
    {
        float[] x = X.ToArray<float>(), labels = Labels.ToArray<float>();
        for (int c = 0; c < 2; c++)
        {
            double[] along = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == c).Select(i => (double)x[2 * i])];
            double[] up = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == c).Select(i => (double)x[2 * i + 1])];
            chart.Scatter(c == 0 ? first : second, along, up, colour: c, size, c == 0 ? Dot.Circle : Dot.Square);
        }
    }
}
