using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Where a trained attention layer looks: the adding task, in which two steps of a sequence are marked and their numbers are to be added.</summary>
internal sealed class AttentionWeights() : LectureFigure("attention")
{
    private const int Length = 16, Size = 16, Steps = 600, Shown = 10;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var ((x, sums), (testX, testSums)) = (Sequences(256, seed: 1), Sequences(500, seed: 2));
        var rng = new Rng(1);
        var embed = new Linear(2, Size, rng);
        var attention = new MultiHeadAttention(Size, heads: 1, rng, batchFirst: true);
        var head = new Linear(Size, 1, rng);
        // The last step asks all of them.
        (Tensor Sum, Tensor Weights) Run(Tensor sequences)
        {
            Tensor steps = embed.Forward(sequences);
            var (y, weights) = attention.RunWithWeights(steps.Slice(1, (Length - 1)..Length), steps);
            return (head.Forward(y.Reshape(-1, Size)), weights.Reshape(-1, Length));
        }
        double Error() => Run(testX).Sum.MeanSquaredError(testSums).Item();
        var sheet = new SmallMultiples("Trained attention looks at the two marked steps and hardly at the others", 2, 460, 400);
        Tensor marks = testX.Select(2, 1);
        double Marked(Tensor weights) => (weights * marks).Sum(1).Mean().Item();
        Tensor first = Run(testX).Weights;
        double error = Error();
        double[] losses = Descent.Run(new Adam([.. embed.Parameters, .. attention.Parameters, .. head.Parameters], 0.01), () => Run(x).Sum.MeanSquaredError(sums), Steps, cancellation);
        Tensor last = Run(testX).Weights;
        foreach (var (title, weights) in new[] { ("before training", first), ($"after {Steps} steps", last) })
        {
            var chart = new Chart($"{title}: {Percent(Marked(weights))} on the marks", "step of the sequence", "sequence").HeatMap(weights.Slice(0, 0..Shown), range: (0, 0.5));
            (int Step, int Row)[] marked = [.. Enumerable.Range(0, Shown * Length).Where(i => marks[i / Length, i % Length] > 0).Select(i => (i % Length, i / Length))];
            sheet.Add(chart.Scatter("marked step", [.. marked.Select(m => (double)m.Step)], [.. marked.Select(m => (double)m.Row)], colour: 1, size: 16, dot: Dot.Ring));
        }
        return new(sheet, $"One attention layer with one head learns to add two marked numbers among {Length}: squared error {Say(error)} at first and {Say(Error())} after {Steps} steps, on 500 sequences it has not seen " +
            $"(always saying 1 has {Say(1 / 6.0)}). Colour: the weight that the last step gives to each step of {Shown} of these sequences. The two marked steps get {Percent(Marked(first))} of it before training and " +
            $"{Percent(Marked(last))} after; training loss {Say(losses[^1])}.");
    }

    private static (Tensor X, Tensor Sums) Sequences(int count, ulong seed)
    {
        var data = Datasets.Load("adding", new DatasetOptions { Count = count, Length = Length, Seed = seed });
        var examples = Preprocessing.Fit(data.Split(validation: 0, test: 0).Train).Apply(data);
        var batch = Batches.Full(examples).InEpoch(0).Single();
        return (batch.X, batch.X.Select(2, 0).Reshape(count, Length).Unsqueeze(1).MatMul(batch.X.Select(2, 1).Reshape(count, Length, 1)).Reshape(count, 1));
    }
}
