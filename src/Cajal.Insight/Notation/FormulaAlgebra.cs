namespace Cajal.Insight;

/// <summary>Puts formulas together and leaves out what changes nothing: a + 0, a · 1, a · 0, a¹; numbers are computed.</summary>
internal static class FormulaAlgebra
{
    public static Formula Add(Formula a, Formula b)
    {
        Formula[] terms = [.. Terms(a), .. Terms(b)];
        double number = terms.OfType<NumberTerm>().Sum(n => n.Value);
        List<Formula> others = [.. terms.Where(t => t is not NumberTerm)];
        if (others.Count == 0) return number;
        // Where the first number stood.
        if (number != 0) others.Insert(Math.Min(others.Count, Array.FindIndex(terms, t => t is NumberTerm)), number < 0 ? new NegativeTerm(-number) : number);
        return others.Count == 1 ? others[0] : new SumTerm(others);
    }

    public static Formula Negate(Formula a) => a switch
    {
        NumberTerm n => -n.Value,
        NegativeTerm n => n.Of,
        SumTerm s => new SumTerm([.. s.Terms.Select(Negate)]),
        _ => new NegativeTerm(a),
    };

    public static Formula Multiply(Formula a, Formula b)
    {
        if (a is NegativeTerm or NumberTerm { Value: -1 }) return Negate(Multiply(Negate(a), b));
        if (b is NegativeTerm or NumberTerm { Value: -1 }) return Negate(Multiply(a, Negate(b)));
        if (a is FractionTerm left) return Divide(Multiply(left.Top, b), left.Bottom);
        if (b is FractionTerm right) return Divide(Multiply(a, right.Top), right.Bottom);
        Formula[] factors = [.. Factors(a), .. Factors(b)];
        double number = factors.OfType<NumberTerm>().Aggregate(1.0, (product, n) => product * n.Value);
        if (number == 0) return 0;
        Formula[] others = [.. factors.Where(f => f is not NumberTerm)];
        if (others.Length == 0) return number;
        if (number < 0) return Negate(Multiply(-number, others.Length == 1 ? others[0] : new ProductTerm(others)));
        if (number != 1) others = [number, .. others];
        return others.Length == 1 ? others[0] : new ProductTerm(others);
    }

    public static Formula Divide(Formula a, Formula b) => (a, b) switch
    {
        (NumberTerm { Value: 0 }, not NumberTerm { Value: 0 }) => 0,
        (_, NumberTerm { Value: 1 }) => a,
        (NegativeTerm n, _) => Negate(Divide(n.Of, b)),
        (_, NegativeTerm n) => Negate(Divide(a, n.Of)),
        (FractionTerm f, _) => Divide(f.Top, Multiply(f.Bottom, b)),
        _ => new FractionTerm(a, b),
    };

    public static Formula Raise(Formula a, Formula b) => b switch
    {
        NumberTerm { Value: 0 } => 1,
        NumberTerm { Value: 1 } => a,
        _ => new PowerTerm(a, b),
    };

    private static IReadOnlyList<Formula> Terms(Formula a) => a is SumTerm s ? [.. s.Terms.Select(Signed)] : [Signed(a)];

    private static Formula Signed(Formula a) => a is NegativeTerm { Of: NumberTerm n } ? -n.Value : a;

    private static IReadOnlyList<Formula> Factors(Formula a) => a is ProductTerm p ? p.Factors : [a];
}
