namespace Cajal.Insight;

/// <summary>How much worse a network answers when one part of its inputs says nothing: exchanged among the examples.</summary>
/// <param name="Name">The column, or the patch of a picture.</param>
/// <param name="Rise">How much the error rises: the share of wrong answers, or the mean distance from the truth.</param>
/// <param name="Interval">Where the rise lies, at 95 %.</param>
public sealed record InputImportance(string Name, double Rise, Interval Interval)
{
    /// <summary>True when the network surely reads it.</summary>
    public bool Matters => Interval.Low > 0;
}

/// <summary>Which inputs a network's answers rest on, by permutation. Inputs that say the same stand in for each other: then each seems to matter less than both do.</summary>
/// <remarks>Source: Breiman (2001); Fisher, Rudin and Dominici (2019). The interval is that of the bootstrap over examples, each paired with itself unchanged.</remarks>
/// <param name="Part">The part that was judged.</param>
/// <param name="Examples">How many of its examples.</param>
/// <param name="AreShares">True when errors are shares of wrong answers, false when they are mean distances.</param>
/// <param name="Error">The error of the inputs as they are.</param>
/// <param name="Repeats">How often each part was exchanged.</param>
/// <param name="Inputs">Every part, in the order of the inputs.</param>
public sealed record Importance(string Part, int Examples, bool AreShares, double Error, int Repeats, IReadOnlyList<InputImportance> Inputs)
{
    /// <summary>Every part, the most important first.</summary>
    public IEnumerable<InputImportance> Ranked => Inputs.OrderByDescending(i => i.Rise);

    /// <summary>What to know, in words.</summary>
    public string Sentence => Ranked.Where(i => i.Matters).ToArray() is { Length: > 0 } read
        ? $"The answers rest on {string.Join(", ", read.Take(5).Select(i => $"{i.Name} (error +{Number(i.Rise)})"))}{(read.Length > 5 ? " and others" : "")}; {Inputs.Count - read.Length} of {Inputs.Count} inputs cannot be "
            + "told from ones that say nothing."
        : "No input by itself can be told from one that says nothing.";

    /// <summary>The parts as a page.</summary>
    public Page ToPage() => Add(new Page($"What the answers rest on: {Examples} examples of the {Part} part, error {Number(Error)}"));

    internal Page Add(Page page) => page.Table(["input", "error rises by", "95 % interval"], ToRows()).Say(Sentence);

    /// <summary>A row for each part, the most important first: its name, the rise and its interval.</summary>
    private IEnumerable<IReadOnlyList<string>> ToRows() => Ranked.Select(i => (IReadOnlyList<string>)[i.Name, Number(i.Rise), $"{Number(i.Interval.Low)} to {Number(i.Interval.High)}"]);

    internal string Number(double value) => AreShares ? Words.Percent(value) : Words.Number(value);

    internal static Importance Of(JudgedPart part, int repeats, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        var inputs = new ShuffledInputs(part.Data.Features.Take(part.Rows));
        double[] before = part.Errors();
        var all = new List<InputImportance>();
        for (int i = 0; i < inputs.Names.Count; i++)
        {
            var rng = new Rng(seed).Fork("importance").Fork(inputs.Names[i]);
            double[] rise = new double[part.Count];
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                double[] after = part.Errors(inputs.With(i, rng.Permutation(part.Count)));
                for (int k = 0; k < rise.Length; k++) rise[k] += (after[k] - before[k]) / repeats;
            }
            all.Add(new(inputs.Names[i], rise.Average(), Interval.OfMean(rise, rng)));
        }
        return new(part.Name, part.Count, part.IsClassification, before.Average(), repeats, all);
    }
}
