using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Lectures;

/// <summary>Which digits a small network takes for which.</summary>
internal sealed class DigitConfusion() : LectureFigure("confusion")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        const int Examples = 500, Epochs = 8;
        const double Noise = 0.3;
        var run = new DigitsExperiment(Examples, Noise, Epochs, cancellation);
        var matrix = new ConfusionMatrix();
        matrix.Update(run.Logits, run.TestLabels);
        var wrong = Enumerable.Range(0, 10).SelectMany(i => Enumerable.Range(0, 10).Where(j => j != i).Select(j => (Label: i, Taken: j, Count: matrix[i, j]))).OrderByDescending(c => c.Count).ToArray();
        var worst = Enumerable.Range(0, 10).Select(i => (Label: i, Share: matrix[i, i] / (double)matrix.LabelCount(i))).MinBy(c => c.Share);
        return new(Chart.Confusion("What lies beside the diagonal says which digits look alike to the network", matrix),
            $"A convolutional network after {Epochs} passes over {Examples} drawn digits with noise of {Say(Noise)}; 1,000 others are judged. {Percent(1 - wrong.Sum(c => c.Count) / (double)matrix.Count)} are right. Most often taken wrongly: " +
            $"{string.Join(", ", wrong.Take(3).Select(c => $"{c.Label} for {c.Taken} ({c.Count} times)"))}. Least often found: {worst.Label}, {Percent(worst.Share)} of its pictures.");
    }
}
