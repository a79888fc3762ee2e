using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>ROC and precision-recall curves of the same scores, where positives are frequent and where they are rare.</summary>
internal sealed class ClassRanking() : LectureFigure("roc")
{
    private const int Every = 20;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        Points train = Points.Of("moons", 300, 0.35, seed: 31), test = Points.Of("moons", 8000, 0.35, seed: 32);
        var rng = new Rng(2);
        Sequential net = Mlp.Build([2, 16, 1], rng, "tanh"), line = Mlp.Build([2, 1], rng);
        foreach (var model in new[] { net, line })
            Descent.Run(new Adam(model.Parameters, 0.02), () => model.Forward(train.X).BinaryCrossEntropyWithLogits(train.Labels), 500, cancellation);
        bool[] members = [.. test.Labels.ToArray<float>().Select(l => l > 0.5)];
        int[] all = [.. Enumerable.Range(0, members.Length)], positives = [.. all.Where(i => members[i])], rare = [.. all.Where(i => !members[i]), .. positives.Where((_, k) => k % Every == 0)];
        var roc = new Chart("ROC", "negatives taken for positive", "recall: positives found").RangeX(0, 1).RangeY(0, 1);
        var precision = new Chart("precision and recall", "recall: positives found", "precision: share right").RangeX(0, 1).RangeY(0, 1);
        roc.Line("by chance", [0, 1], [0, 1], colour: 7, dashed: true, width: 1.6);
        var said = new List<string>();
        foreach (var (name, model, kept) in new[] { ("network", net, all), ("network, rare positives", net, rare), ("straight line", line, all) })
        {
            float[] scores = model.Forward(test.X).ToArray<float>();
            var curve = RankingCurve.Of([.. kept.Select(i => (double)scores[i])], [.. kept.Select(i => members[i])])!;
            roc.Line(name, curve.FalseShare, curve.Recall);
            precision.Line(name, curve.Recall[1..], curve.Precision[1..], colour: said.Count);
            int at = Array.FindIndex(curve.Recall, r => r >= 0.9);
            said.Add($"{name}: area {Say(curve.Area)}; to find {Percent(curve.Recall[at])} of the positives it takes {Percent(curve.FalseShare[at])} of the negatives along, and {Percent(curve.Precision[at])} of what it takes is right");
        }
        var sheet = new SmallMultiples("With rare positives the ROC curve stays, while precision falls", 2, 450, 410).Add(roc).Add(precision);
        return new(sheet, $"A 2-16-1 network and a single linear unit, trained on 300 noisy points, judged on {test.X.Shape[0]} others, half of them positive; rare: one in {Every} of those positives. {string.Join(". ", said)}.");
    }
}
