namespace Cajal.Insight;

/// <summary>What is found and what is wrongly taken when all examples above a score are taken for a class, for every score.</summary>
internal sealed class RankingCurve
{
    private const int MostPoints = 200;

    private RankingCurve(double[] falseShare, double[] recall, double[] precision, double area) =>
        (FalseShare, Recall, Precision, Area) = (falseShare, recall, precision, area);

    public double[] FalseShare { get; }

    public double[] Recall { get; }

    public double[] Precision { get; }

    /// <summary>Area under the ROC curve: how often a member of the class scores above another example, ties counted half.</summary>
    public double Area { get; }

    /// <summary>The curve; null when all examples are members, or none is.</summary>
    public static RankingCurve? Of(double[] scores, bool[] members)
    {
        int positives = members.Count(m => m), negatives = members.Length - positives;
        if (positives == 0 || negatives == 0) return null;
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
        List<double> wrong = [0], recall = [0], precision = [1];
        double area = 0;
        for (int i = 0, found = 0, taken = 0; i < order.Length;)
        {
            double score = scores[order[i]];
            for (; i < order.Length && scores[order[i]] == score; i++)
            {
                taken++;
                if (members[order[i]]) found++;
            }
            wrong.Add((double)(taken - found) / negatives);
            recall.Add((double)found / positives);
            precision.Add((double)found / taken);
            area += (wrong[^1] - wrong[^2]) * (recall[^1] + recall[^2]) / 2;
        }
        int[] kept = wrong.Count <= MostPoints ? [.. Enumerable.Range(0, wrong.Count)]
            : [.. Enumerable.Range(0, MostPoints).Select(k => (int)Math.Round(k * (wrong.Count - 1.0) / (MostPoints - 1)))];
        return new RankingCurve([.. kept.Select(k => wrong[k])], [.. kept.Select(k => recall[k])], [.. kept.Select(k => precision[k])], area);
    }
}
