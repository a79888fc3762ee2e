namespace Cajal.AspNetCore;

/// <summary>What reading a row has found beside its numbers.</summary>
internal sealed class RowRead
{
    private List<string>? notes;

    /// <summary>What happened on the way, a sentence each; null when nothing did.</summary>
    public IReadOnlyList<string>? Notes => notes;

    /// <summary>The class that the row itself names as true; −1 when it does not.</summary>
    public int TrueLabel { get; set; } = -1;

    /// <summary>The number that the row itself gives as true; NaN when it does not.</summary>
    public double TrueValue { get; set; } = double.NaN;

    /// <summary>The columns whose value was missing, by index, and −1 − index of those whose word is unknown.</summary>
    public List<int>? Gaps { get; private set; }

    /// <summary>Adds a sentence.</summary>
    public void Note(string sentence) => (notes ??= []).Add(sentence);

    /// <summary>Says that a column has no value.</summary>
    public void Missing(int column) => (Gaps ??= []).Add(column);

    /// <summary>Says that a column has a word that did not occur in training.</summary>
    public void Unseen(int column) => (Gaps ??= []).Add(-1 - column);
}
