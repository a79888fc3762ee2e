namespace Cajal.Insight;

/// <summary>Formulas in LaTeX, without the dollar signs around them.</summary>
internal sealed class LatexNotation : FormulaNotation
{
    public static LatexNotation Instance { get; } = new();

    protected override string Times(string sign) => sign switch { "·" => @" \cdot ", "⊙" => @" \odot ", _ => @"\, " };

    protected override string Minus => "-";

    protected override string Number(NumberTerm n)
    {
        string text = NumberText.Of(n.Value, n.Digits);
        int e = text.IndexOf('e', StringComparison.Ordinal);
        return e < 0 ? text : $@"{text[..e]} \cdot 10^{{{text[(e + 1)..]}}}";
    }

    protected override string Letter(Symbol s) =>
        Greek(s.Name) + (s.Sub.Length > 0 ? $"_{{{s.Sub}}}" : "") + (s.Sup.Length > 0 ? $"^{{{s.Sup}}}" : "");

    protected override string Brackets(string inside) => $@"\left({inside}\right)";

    protected override string Join(IEnumerable<(string Sign, string Part)> parts) => string.Concat(parts.Select(p => p.Sign + p.Part));

    protected override string Power(string @base, string exponent) => $"{{{@base}}}^{{{exponent}}}";

    protected override string Fraction(FractionTerm q) => $@"\frac{{{Write(q.Top)}}}{{{Write(q.Bottom)}}}";

    protected override string Call(CallTerm c) => c.Function switch
    {
        "exp" => $"e^{{{Write(c.Argument)}}}",
        "sqrt" => $@"\sqrt{{{Write(c.Argument)}}}",
        "abs" => $@"\left|{Write(c.Argument)}\right|",
        "sigmoid" => $@"\sigma\left({Write(c.Argument)}\right)",
        "sin" or "cos" or "tanh" or "log" => $@"\{c.Function}\left({Write(c.Argument)}\right)",
        "relu" => $@"\mathrm{{ReLU}}\left({Write(c.Argument)}\right)",
        _ => $@"\mathrm{{{c.Function}}}\left({Write(c.Argument)}\right)",
    };

    protected override string Relation(string sign) => sign switch { "≈" => @"\approx", "→" => @"\to", "←" => @"\leftarrow", _ => sign };

    // ∂L → \partial L; words upright.
    private static string Greek(string name)
    {
        if (name.StartsWith('∂')) return $@"\partial {Greek(name[1..])}";
        string letter = name switch
        {
            "δ" => @"\delta",
            "η" => @"\eta",
            "σ" => @"\sigma",
            "β" => @"\beta",
            "γ" => @"\gamma",
            "ŷ" => @"\hat{y}",
            "·" => @"\cdot",
            "Δ" => @"\Delta",
            _ => name,
        };
        return letter.Length > 1 && letter.All(char.IsLetter) ? $@"\mathrm{{{letter}}}" : letter;
    }
}
