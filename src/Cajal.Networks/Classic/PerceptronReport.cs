namespace Cajal.Networks;

/// <summary>How a perceptron's training went.</summary>
/// <param name="Mistakes">Mistakes of each pass; a mistake is an update.</param>
/// <param name="RepeatsPass">The earlier pass whose weights came back exactly (0 for the start); null when none did.</param>
/// <param name="IsExact">True when examples and η are whole numbers, so that nothing was rounded.</param>
public sealed record PerceptronReport(IReadOnlyList<int> Mistakes, int? RepeatsPass, bool IsExact)
{
    /// <summary>True when the last pass was without a mistake.</summary>
    public bool Converged => Mistakes.Count > 0 && Mistakes[^1] == 0;

    /// <summary>True when it is proven that no pass ever will be without a mistake.</summary>
    public bool CannotConverge => RepeatsPass is not null;

    /// <summary>Number of updates in all passes.</summary>
    public int Updates => Mistakes.Sum();

    /// <summary>Number of passes.</summary>
    public int Passes => Mistakes.Count;

    /// <summary>One sentence on how it ended.</summary>
    public override string ToString()
    {
        if (Converged) return $"Converged: pass {Passes} is the first without a mistake, after {Updates} updates.";
        if (RepeatsPass is not { } earlier)
            return $"Not converged in {Passes} passes, with {Updates} updates. " +
                "Either no line separates these examples, or it needs more passes.";
        // By the convergence theorem a separable set ends after finitely many updates: with exact numbers a repetition proves the opposite.
        string reason = IsExact ? "No line separates these examples; a hidden layer can."
            : "Either no line separates these examples, or rounding hides it.";
        string since = earlier == 0 ? "at the start" : $"after pass {earlier}";
        return $"Cannot converge: the weights after pass {Passes} are exactly those {since}, so the passes in between repeat for ever, " +
            $"each with mistakes. {reason}";
    }
}
