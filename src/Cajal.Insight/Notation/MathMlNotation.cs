using System.Net;

namespace Cajal.Insight;

/// <summary>Formulas in MathML, which browsers typeset by themselves: no download, no script.</summary>
internal sealed class MathMlNotation : FormulaNotation
{
    public static MathMlNotation Instance { get; } = new();

    protected override string Times(string sign) => sign;

    protected override string Minus => "−";

    /// <summary>A whole formula, in a line of its own or in a text.</summary>
    public string Document(Formula f, bool display) => $"<math{(display ? " display=\"block\"" : " displaystyle=\"true\"")}>{Write(f)}</math>";

    protected override string Number(NumberTerm n)
    {
        string text = NumberText.Of(n.Value, n.Digits);
        int e = text.IndexOf('e', StringComparison.Ordinal);
        return e < 0 ? Signed(text) : $"<mrow>{Signed(text[..e])}<mo>·</mo><msup><mn>10</mn><mrow>{Signed(text[(e + 1)..])}</mrow></msup></mrow>";
    }

    protected override string Letter(Symbol s)
    {
        string name = $"<mi>{WebUtility.HtmlEncode(s.Name)}</mi>", sub = $"<mtext>{WebUtility.HtmlEncode(s.Sub)}</mtext>", sup = $"<mtext>{WebUtility.HtmlEncode(s.Sup)}</mtext>";
        return (s.Sub.Length > 0, s.Sup.Length > 0) switch
        {
            (true, true) => $"<msubsup>{name}{sub}{sup}</msubsup>",
            (true, false) => $"<msub>{name}{sub}</msub>",
            (false, true) => $"<msup>{name}{sup}</msup>",
            _ => name,
        };
    }

    protected override string Brackets(string inside) => $"<mrow><mo>(</mo>{inside}<mo>)</mo></mrow>";

    protected override string Join(IEnumerable<(string Sign, string Part)> parts) =>
        $"<mrow>{string.Concat(parts.Select(p => (p.Sign.Length > 0 ? $"<mo>{WebUtility.HtmlEncode(p.Sign.Trim())}</mo>" : "") + p.Part))}</mrow>";

    protected override string Power(string @base, string exponent) => $"<msup>{@base}{exponent}</msup>";

    protected override string Fraction(FractionTerm q) => $"<mfrac>{Write(q.Top)}{Write(q.Bottom)}</mfrac>";

    protected override string Call(CallTerm c) => c.Function switch
    {
        "exp" => $"<msup><mi>e</mi>{Write(c.Argument)}</msup>",
        "sqrt" => $"<msqrt>{Write(c.Argument)}</msqrt>",
        "abs" => $"<mrow><mo>|</mo>{Write(c.Argument)}<mo>|</mo></mrow>",
        "sigmoid" => $"<mrow><mi>σ</mi>{Brackets(Write(c.Argument))}</mrow>",
        "relu" => $"<mrow><mi>ReLU</mi>{Brackets(Write(c.Argument))}</mrow>",
        _ => $"<mrow><mi>{c.Function}</mi>{Brackets(Write(c.Argument))}</mrow>",
    };

    private static string Signed(string text) => text.StartsWith('-') ? $"<mo>−</mo><mn>{text[1..]}</mn>" : $"<mn>{text}</mn>";
}
