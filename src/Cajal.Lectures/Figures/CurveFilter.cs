using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>A convolution's filter and where it answers: the lecture's curve, then a filter that a network learned. Document 004.</summary>
internal sealed class CurveFilter() : LectureFigure("curve-filter")
{
    private const int Size = 28, Pictures = 5000, Batch = 50, Filters = 6, Fresh = 300;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        float[,] filter = new float[7, 7], curve = new float[7, 7], other = new float[7, 7];
        foreach (var (row, column) in new[] { (0, 5), (1, 4), (2, 3), (3, 3), (4, 3), (5, 3) }) filter[row, column] = 30;
        foreach (var (row, column, grey) in new[] { (1, 4, 50f), (2, 3, 20f), (3, 3, 50f), (4, 3, 50f), (5, 3, 50f) }) curve[row, column] = grey;
        foreach (int i in new[] { 0, 1, 2, 4, 5, 6 }) other[i, i] = 50;
        double Answer(float[,] patch) => Tensor.From(patch).Reshape(1, 1, 7, 7).Conv2d(Tensor.From(filter).Reshape(1, 1, 7, 7)).Item();
        var sheet = new SmallMultiples("A filter answers strongly where the picture looks like the filter, and hardly elsewhere", 3, 350, 350)
            .Add(Picture("the lecture's curve filter", Tensor.From(filter), (0, 40))).Add(Picture($"its patch: response {Say(Answer(curve), 4)}", Tensor.From(curve), (0, 60)))
            .Add(Picture($"another patch: response {Say(Answer(other), 4)}", Tensor.From(other), (0, 60)));

        var (net, right) = Trained(cancellation, out Tensor digits);
        var convolution = (Conv2d)net[0];
        Tensor answers = convolution.Forward(digits.Slice(0, ..1)).Relu().To(DType.Float64).Reshape(Filters, Size, Size);
        double[] strengths = [.. Enumerable.Range(0, Filters).Select(f => answers.Select(0, f).Max().Item())];
        int best = Array.IndexOf(strengths, strengths.Max());
        double[] answer = answers.Select(0, best).ToArray<double>();
        int at = Array.IndexOf(answer, answer.Max());
        sheet.Add(Picture("a digit that was not trained on", digits.Select(0, 0).Reshape(Size, Size))).Add(new Chart($"learned filter {best + 1} of {Filters}") { X = { IsBare = true }, Y = { IsBare = true } }.HeatMap(convolution.Weight.Select(0, best).Reshape(5, 5), diverging: true, numbers: true).Equal())
            .Add(Picture($"its response: at most {Say(answer[at])}", Tensor.From(answer, [Size, Size])));
        return new(sheet, $"Multiply cell by cell and add: on the patch with the curve the lecture's filter answers {Say(Answer(curve), 4)}, on the diagonal {Say(Answer(other), 4)}. Below, a LeNet that saw {Pictures} drawn digits once ({Percent(right)} of {Fresh} new ones " +
            $"are right): of its {Filters} first filters the one that answers this digit most. Behind the ReLU its answer is 0 at {Percent(answer.Count(v => v == 0) / (double)answer.Length)} of the places and largest, {Say(answer[at])}, at row {at / Size}, column {at % Size}.");
    }

    // In grey; with numbers where their ends are given.
    private static Chart Picture(string title, Tensor picture, (double, double)? range = null) =>
        new Chart(title) { X = { IsBare = true }, Y = { IsBare = true } }.HeatMap(picture, grey: true, numbers: range is not null, range: range).Equal();

    // A LeNet after one look at each picture, its share of right answers on new ones, and those.
    private static (Sequential Net, double Right) Trained(CancellationToken cancellation, out Tensor fresh)
    {
        (Tensor x, Tensor labels) = Digits(Pictures, 31);
        (fresh, Tensor freshLabels) = Digits(Fresh, 32);
        var net = LeNet.Build(new Rng(7));
        var adam = new Adam(net.Parameters, 0.003);
        for (int start = 0; start < Pictures; start += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            using var tape = Tape.Start();
            adam.Step(tape.Gradients(net.Forward(x.Slice(0, start..(start + Batch))).CrossEntropy(labels.Slice(0, start..(start + Batch)))));
        }
        return (net, net.Forward(fresh).ArgMax(1).EqualTo(freshLabels.To(DType.Int64)).To(DType.Float64).Mean().Item());
    }

    private static (Tensor X, Tensor Labels) Digits(int count, ulong seed)
    {
        var data = Datasets.Load("digits", new DatasetOptions { Count = count, Seed = seed });
        var batch = Batches.InOrder(Preprocessing.Fit(data.Split(validation: 0, test: 0).Train).Apply(data), count).InEpoch(0).Single();
        return (batch.X.Reshape(count, 1, Size, Size), batch.Targets);
    }
}
