using Cajal.Training;

namespace Cajal.Insight;

/// <summary>How classes are told apart: confusion matrix, ROC and precision-recall curves, calibration.</summary>
internal static class ClassesSection
{
    private const int MostCurves = 8;

    public static void Add(Page page, JudgedPart part)
    {
        page.Heading("Which classes are taken for which");
        page.Say($"{part.Sentence}.");
        var names = part.Answers.ClassNames;
        int[] kept = [.. Enumerable.Range(0, part.Count).Where(i => part.Answers.Label(i) >= 0)];
        if (kept.Length < part.Count) page.Say($"{part.Count - kept.Length} of them got no answer, since the network gave no number.");
        if (kept.Length == 0) return;
        int[] labels = [.. kept.Select(part.Label)], answers = [.. kept.Select(part.Answers.Label)];
        page.Draw(Confusion(names, labels, answers));
        page.Table(["class", "examples", "recall", "precision", "most often taken for"], names.Select((name, c) => PerClass(names, labels, answers, c)));
        Curves(page, part, kept, labels);
        if (part.Answers.HasProbabilities) Calibrated(page, part, kept, labels, answers);
    }

    private static Chart Confusion(IReadOnlyList<string> names, int[] labels, int[] answers)
    {
        var matrix = new ConfusionMatrix(ScoreKind.Probabilities);
        var scores = new float[labels.Length, names.Count];
        for (int i = 0; i < labels.Length; i++) scores[i, answers[i]] = 1;
        matrix.Update(Tensor.From(scores), Tensor.From(labels));
        int right = labels.Zip(answers).Count(p => p.First == p.Second);
        var chart = Chart.Confusion($"{right} of {labels.Length} are right", matrix, names);
        chart.Description = "The table below has the same by class.";
        return chart;
    }

    private static string[] PerClass(IReadOnlyList<string> names, int[] labels, int[] answers, int c)
    {
        int members = labels.Count(l => l == c), taken = answers.Count(a => a == c), both = labels.Zip(answers).Count(p => p.First == c && p.Second == c);
        var wrong = labels.Zip(answers).Where(p => p.First == c && p.Second != c).CountBy(p => p.Second).OrderByDescending(p => p.Value).FirstOrDefault();
        return [names[c], Words.Whole(members), members == 0 ? "" : Words.Percent((double)both / members), taken == 0 ? "" : Words.Percent((double)both / taken),
            wrong.Value == 0 ? "" : $"{names[wrong.Key]} ({wrong.Value})"];
    }

    private static void Curves(Page page, JudgedPart part, int[] kept, int[] labels)
    {
        var names = part.Answers.ClassNames;
        // Of two classes one curve says all; of many, those that are told apart worst.
        var curves = (names.Count == 2 ? [1] : Enumerable.Range(0, names.Count))
            .Select(c => (Class: c, Curve: RankingCurve.Of([.. kept.Select(i => part.Answers.Score(i, c))], [.. labels.Select(l => l == c)])))
            .Where(c => c.Curve is not null).OrderBy(c => c.Curve!.Area).Take(MostCurves).OrderBy(c => c.Class).ToArray();
        if (curves.Length == 0) return;
        var roc = new Chart("ROC", "share of the others taken for it", "share found").RangeX(0, 1).RangeY(0, 1);
        var precision = new Chart("Precision and recall", "recall: share found", "precision: share right").RangeX(0, 1).RangeY(0, 1);
        roc.Line("by chance", [0, 1], [0, 1], colour: 7, dashed: true, width: 1.6);
        foreach (var (c, curve) in curves)
        {
            roc.Line(names[c], curve!.FalseShare, curve.Recall, colour: Array.FindIndex(curves, k => k.Class == c));
            precision.Line(names[c], curve.Recall[1..], curve.Precision[1..], colour: Array.FindIndex(curves, k => k.Class == c));
        }
        var sheet = new SmallMultiples(curves.Length < names.Count && names.Count > 2 ? $"The {curves.Length} classes that are told apart worst" : "Each class against the others", 2, 440, 400);
        sheet.Description = $"Area under the ROC curve: {string.Join(", ", curves.Select(c => $"{names[c.Class]} {Words.Number(c.Curve!.Area)}"))}.";
        page.Draw(sheet.Add(roc).Add(precision));
        page.Say(sheet.Description);
    }

    private static void Calibrated(Page page, JudgedPart part, int[] kept, int[] labels, int[] answers)
    {
        double[] confidences = [.. kept.Select((i, k) => Math.Min(1, part.Answers.Score(i, answers[k])))];
        var calibration = new Calibration(confidences, [.. labels.Zip(answers).Select(p => p.First == p.Second)]);
        page.Draw(Chart.Reliability("Is it as often right as it says?").Reliability("this network", calibration));
        page.Say($"Expected calibration error (ECE): {Words.Percent(calibration.Error)} over {kept.Length} answers. Of few answers it is above zero by chance: about {Words.Percent(calibration.Floor().Mean)} here, were "
            + "the network perfectly calibrated.");
    }
}
