namespace Cajal.Insight;

/// <summary>The rules of calculus on formulas, and their value on tensors.</summary>
internal static class FormulaCalculus
{
    /// <summary>Sum, product, quotient, power and chain rule.</summary>
    public static Formula Derivative(Formula f, string name)
    {
        switch (f)
        {
            case NumberTerm: return 0;
            case Symbol s: return s.Name == name ? 1 : 0;
            case NegativeTerm n: return -Derivative(n.Of, name);
            case SumTerm s: return s.Terms.Aggregate((Formula)0, (sum, term) => sum + Derivative(term, name));
            case ProductTerm p:
                return Enumerable.Range(0, p.Factors.Count).Aggregate((Formula)0, (sum, i) =>
                    sum + p.Factors.Select((factor, k) => k == i ? Derivative(factor, name) : factor).Aggregate((a, b) => a * b));
            case FractionTerm q when Derivative(q.Bottom, name) is NumberTerm { Value: 0 }: return Derivative(q.Top, name) / q.Bottom;
            case FractionTerm q: return (Derivative(q.Top, name) * q.Bottom - q.Top * Derivative(q.Bottom, name)) / q.Bottom.To(2);
            case PowerTerm { Exponent: NumberTerm n } p: return n.Value * p.Base.To(n.Value - 1) * Derivative(p.Base, name);
            case PowerTerm p:
                // (bᵉ)' = bᵉ·(e'·ln b + e·b'/b)
                return p * (Derivative(p.Exponent, name) * new CallTerm("log", p.Base) + p.Exponent * Derivative(p.Base, name) / p.Base);
            case CallTerm c: return FormulaFunction.Of(c.Function).Derivative(c.Argument) * Derivative(c.Argument, name);
            default: throw new InvalidOperationException($"{f} is a statement, which has no derivative.");
        }
    }

    /// <summary>The value, computed by operations that a tape records.</summary>
    public static Tensor Compute(Formula f, IReadOnlyDictionary<string, Tensor> values) => f switch
    {
        NumberTerm n => Tensor.Scalar(n.Value, DType.Float64),
        Symbol s => values[s.Name],
        NegativeTerm n => -Compute(n.Of, values),
        SumTerm s => s.Terms.Skip(1).Aggregate(Compute(s.Terms[0], values), (sum, term) =>
            term is NegativeTerm n ? sum - Compute(n.Of, values) : sum + Compute(term, values)),
        ProductTerm p => p.Factors.Select(factor => Compute(factor, values)).Aggregate((a, b) => a * b),
        FractionTerm q => Compute(q.Top, values) / Compute(q.Bottom, values),
        PowerTerm { Exponent: NumberTerm n } p => Compute(p.Base, values).Power(n.Value),
        PowerTerm p => Compute(p.Base, values).Power(Compute(p.Exponent, values)),
        CallTerm c => FormulaFunction.Of(c.Function).Compute(Compute(c.Argument, values)),
        _ => throw new InvalidOperationException($"{f} is a statement, which has no value."),
    };
}
