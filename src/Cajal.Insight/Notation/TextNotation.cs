namespace Cajal.Insight;

/// <summary>Formulas in one line of Unicode text.</summary>
internal sealed class TextNotation : FormulaNotation
{
    private const string Plain = "0123456789+-=()aehijklmnoprstuvx", Below = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    private const string PlainAbove = "0123456789+-=()niTlk", Above = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀˡᵏ";

    public static TextNotation Instance { get; } = new();

    protected override string Times(string sign) => sign == "·" ? sign : $" {sign} ".Replace("  ", " ", StringComparison.Ordinal);

    protected override string Minus => "−";

    protected override string Number(NumberTerm n) => NumberText.Of(n.Value, n.Digits).Replace('-', '−');

    protected override string Letter(Symbol s) => s.Name + Mark(s.Sub, Plain, Below, "_") + Mark(s.Sup, PlainAbove, Above, "^");

    protected override string Brackets(string inside) => $"({inside})";

    protected override string Join(IEnumerable<(string Sign, string Part)> parts) => string.Concat(parts.Select(p => p.Sign + p.Part));

    protected override string Power(string @base, string exponent) =>
        exponent.All(c => PlainAbove.Contains(c == '−' ? '-' : c)) ? @base + Mark(exponent.Replace('−', '-'), PlainAbove, Above, "^")
        : exponent.All(char.IsLetterOrDigit) ? $"{@base}^{exponent}" : $"{@base}^({exponent})";

    protected override string Fraction(FractionTerm q)
    {
        var (top, bottom) = InLine(q);
        return $"{top}/{(q.Bottom is FractionTerm or ProductTerm ? $"({Write(q.Bottom)})" : bottom)}";
    }

    protected override string Call(CallTerm c) => c.Function switch
    {
        "exp" => Power("e", Write(c.Argument)),
        "sqrt" => $"√({Write(c.Argument)})",
        "abs" => $"|{Write(c.Argument)}|",
        "sigmoid" => $"σ({Write(c.Argument)})",
        "relu" => $"ReLU({Write(c.Argument)})",
        _ => $"{c.Function}({Write(c.Argument)})",
    };

    private static string Mark(string text, string plain, string marked, string sign) =>
        text.All(plain.Contains) ? string.Concat(text.Select(c => marked[plain.IndexOf(c)])) : text.Length == 0 ? "" : $"{sign}{text}";
}
