using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Which pixels carry a digit's error: gradient and integrated gradients beside the picture.</summary>
internal sealed class DigitSaliency() : LectureFigure("saliency")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        const int Examples = 500, Epochs = 8;
        var run = new DigitsExperiment(Examples, 0.05, Epochs, cancellation);
        Tensor errors = run.Logits.CrossEntropy(run.TestLabels, reduction: LossReduction.None);
        float[] each = errors.ToArray<float>();
        int[] labels = run.TestLabels.ToArray<int>();
        // The digit whose error is the median of those that are right, and the worst of all.
        int[] order = [.. Enumerable.Range(0, each.Length).OrderBy(i => each[i])];
        var sheet = new SmallMultiples("Which pixels carry the error: orange raises the loss, blue lowers it", 3, 330, 285);
        var said = new List<string>();
        foreach (int i in new[] { order[order.Length / 2], order[^1] })
        {
            Tensor x = run.TestX.Slice(0, i..(i + 1)).Contiguous(), target = run.TestLabels.Slice(0, i..(i + 1));
            var maps = SaliencyMaps.Of(run.Model, x, target, (y, t) => y.CrossEntropy(t));
            int taken = (int)run.Logits.Select(0, i).ArgMax().Item();
            foreach (var panel in maps.Panels($"true {labels[i]}, taken for {taken}")) sheet.Add(panel);
            said.Add($"the {labels[i]} taken for {taken} has a loss of {Say(each[i])}, a grey picture one of {Say(maps.AtZero)}, and the integrated gradients add up to {Say(maps.Integrated.Sum())}");
        }
        return new(sheet, $"A convolutional network after {Epochs} passes over {Examples} drawn digits; {Percent(Share(run, labels))} of 1,000 others are right. Shown are the picture of median loss and the one of the largest: {string.Join("; ", said)}. " +
            "The gradient says how the loss would move with each pixel; the integrated ones share out what the picture changes, from grey to itself.");
    }

    private static double Share(DigitsExperiment run, int[] labels)
    {
        long[] taken = [.. run.Logits.ArgMax(1).To(DType.Int64).ToArray<long>()];
        return labels.Where((l, i) => l == taken[i]).Count() / (double)labels.Length;
    }
}
