namespace Cajal.Insight;

/// <summary>One page that asks whether all signals about a trained network agree: <c>Console.WriteLine(run.Trust())</c>.</summary>
public sealed class Trust
{
    internal Trust(IReadOnlyList<TrustSignal> signals, Page page)
    {
        (Signals, Page) = (signals, page);
        page.Heading("Do all signals agree?").Table(["signal", "", "what was found"], signals.Select(s => (IReadOnlyList<string>)[s.Name, s.Agrees switch { true => "agrees", false => "DISAGREES", null => "not known" }, s.Sentence])).Say(Sentence);
    }

    /// <summary>Every signal.</summary>
    public IReadOnlyList<TrustSignal> Signals { get; }

    /// <summary>The page with figures, groups, inputs, and the examples answered worst; the signals come last.</summary>
    public Page Page { get; }

    /// <summary>Which signals disagree, in a sentence.</summary>
    public string Sentence
    {
        get
        {
            string[] against = Names(false), unknown = Names(null), agree = Names(true);
            string rest = unknown.Length == 0 ? "" : $" Not known: {string.Join(", ", unknown)}.";
            return (against.Length == 0 ? $"All {agree.Length} signals that could be taken agree." : $"{against.Length} of {against.Length + agree.Length} signals disagree: {string.Join(", ", against)}.") + rest;
        }
    }

    /// <summary>The page for a terminal.</summary>
    public override string ToString() => Page.ToString();

    private string[] Names(bool? agrees) => [.. Signals.Where(s => s.Agrees == agrees).Select(s => s.Name)];
}
