namespace Cajal.Insight;

/// <summary>How formulas are written: which brackets they need is the same everywhere, the signs differ.</summary>
internal abstract class FormulaNotation
{
    // How tightly a formula holds together; a part that holds less than its place asks for stands in brackets.
    private const int Related = 0, Added = 1, Multiplied = 2, Raised = 3, Whole = 4;

    public string Write(Formula f) => Write(f, Related);

    protected string Write(Formula f, int least) => Tightness(f) < least ? Brackets(Plain(f)) : Plain(f);

    protected abstract string Number(NumberTerm n);

    protected abstract string Letter(Symbol s);

    protected abstract string Brackets(string inside);

    protected abstract string Join(IEnumerable<(string Sign, string Part)> parts);

    protected abstract string Times(string sign);

    protected abstract string Minus { get; }

    protected abstract string Power(string @base, string exponent);

    protected abstract string Fraction(FractionTerm q);

    protected abstract string Call(CallTerm c);

    /// <summary>Top and bottom of a fraction in one line: a·b/(c + d).</summary>
    protected (string Top, string Bottom) InLine(FractionTerm q) => (Write(q.Top, Multiplied), Write(q.Bottom, Raised));

    private string Plain(Formula f) => f switch
    {
        NumberTerm n => Number(n),
        Symbol s => Letter(s),
        NegativeTerm n => Join([(Minus, Write(n.Of, Multiplied))]),
        SumTerm s => Join(s.Terms.Select((term, i) => term switch
        {
            NegativeTerm n => (i == 0 ? Minus : $" {Minus} ", Write(n.Of, Multiplied)),
            NumberTerm { Value: < 0 } n when i > 0 => ($" {Minus} ", Number(n with { Value = -n.Value })),
            ProductTerm { Factors: [NumberTerm { Value: < 0 } n, ..] } p when i > 0 =>
                ($" {Minus} ", Write(new ProductTerm([n with { Value = -n.Value }, .. p.Factors.Skip(1)]), Multiplied)),
            _ => (i == 0 ? "" : " + ", Write(term, Multiplied)),
        })),
        // A negative number behind a sign stands in brackets.
        ProductTerm p => Join(p.Factors.Select((factor, i) => (i == 0 ? "" : Times(p.Sign), i > 0 && factor is NumberTerm { Value: < 0 }
            ? Brackets(Plain(factor)) : Write(factor, Multiplied)))),
        FractionTerm q => Fraction(q),
        PowerTerm p => Power(Write(p.Base, Whole), Write(p.Exponent)),
        CallTerm c => Call(c),
        RelationTerm r => Join(r.Sides.Select((side, i) => (i == 0 ? "" : $" {Relation(r.Sign)} ", Write(side, Added)))),
        _ => throw new NotSupportedException(f.GetType().Name),
    };

    protected virtual string Relation(string sign) => sign;

    private static int Tightness(Formula f) => f switch
    {
        RelationTerm => Related,
        SumTerm => Added,
        ProductTerm or FractionTerm or NegativeTerm => Multiplied,
        PowerTerm => Raised,
        NumberTerm { Value: < 0 } => Multiplied,
        _ => Whole,
    };
}
