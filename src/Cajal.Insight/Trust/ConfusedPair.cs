namespace Cajal.Insight;

/// <summary>The class that is most surely taken for another one.</summary>
/// <param name="Class">What the examples are.</param>
/// <param name="TakenFor">What they are taken for.</param>
/// <param name="Count">How many are.</param>
/// <param name="Examples">Out of how many of the class.</param>
/// <param name="Share">Where that share lies, at 95 %.</param>
public sealed record ConfusedPair(string Class, string TakenFor, int Count, int Examples, Interval Share)
{
    // Research note, catalogue C5.
    private const double Much = 0.1;

    /// <summary>True when it is surely more than one in ten.</summary>
    public bool IsConfused => Share.Low > Much;

    /// <summary>What to know, in words.</summary>
    public string Sentence => $"'{Class}' is taken for '{TakenFor}' in {Count} of {Examples} cases ({Words.Percent(Share.Low)} to {Words.Percent(Share.High)}){(IsConfused ? "" : ", no more than happens")}.";

    /// <summary>Of answers; null when all are right.</summary>
    /// <param name="names">Names of the classes.</param>
    /// <param name="labels">True class of each example.</param>
    /// <param name="answers">The class each was put into.</param>
    public static ConfusedPair? Of(IReadOnlyList<string> names, IReadOnlyList<int> labels, IReadOnlyList<int> answers)
    {
        var members = labels.CountBy(l => l).ToDictionary();
        return Enumerable.Range(0, labels.Count).Where(i => labels[i] >= 0 && answers[i] >= 0 && answers[i] != labels[i]).CountBy(i => (Is: labels[i], Taken: answers[i]))
            .Select(p => new ConfusedPair(names[p.Key.Is], names[p.Key.Taken], p.Value, members[p.Key.Is], Interval.OfShare(p.Value, members[p.Key.Is]))).MaxBy(p => p.Share.Low);
    }

    internal static ConfusedPair? Of(JudgedPart part) => !part.IsClassification ? null
        : Of(part.Answers.ClassNames, [.. Enumerable.Range(0, part.Count).Select(part.Label)], [.. Enumerable.Range(0, part.Count).Select(part.Answers.Label)]);
}
