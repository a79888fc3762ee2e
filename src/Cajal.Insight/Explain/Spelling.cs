namespace Cajal.Insight;

/// <summary>Elementwise operations spelled out in formulas: value and derivative with the numbers put in. Operations that are not here, those of a
/// user among them, are told by their name.</summary>
internal static class Spelling
{
    private static readonly Dictionary<string, (Func<Formula, Formula> Value, Func<Formula, Formula, Formula> Derivative)> Known = new()
    {
        ["Sigmoid"] = (x => new FractionTerm(1, new SumTerm([1, new CallTerm("exp", Minus(x))])), (_, y) => new ProductTerm([y, OneMinus(y)])),
        ["Tanh"] = (x => new CallTerm("tanh", x), (_, y) => new SumTerm([1, new NegativeTerm(new PowerTerm(y, 2))])),
        ["Relu"] = (x => new CallTerm("relu", x), (x, _) => new CallTerm("step", x)),
        ["Exp"] = (x => new CallTerm("exp", x), (_, y) => y),
        ["Log"] = (x => new CallTerm("log", x), (x, _) => new FractionTerm(1, x)),
        ["Square"] = (x => new PowerTerm(x, 2), (x, _) => new ProductTerm([2, x])),
        ["Sqrt"] = (x => new CallTerm("sqrt", x), (_, y) => new FractionTerm(1, new ProductTerm([2, y]))),
        ["Abs"] = (x => new CallTerm("abs", x), (x, _) => new CallTerm("sign", x)),
        ["Negate"] = (Minus, (_, _) => -1),
    };

    private static readonly Dictionary<string, Func<Formula, Formula, Formula>> Pairs = new()
    {
        ["Add"] = (a, b) => new SumTerm([a, b]),
        ["Subtract"] = (a, b) => new SumTerm([a, Minus(b)]),
        ["Multiply"] = (a, b) => new ProductTerm([a, b]),
        ["Divide"] = (a, b) => new FractionTerm(a, b),
    };

    /// <summary>The function of one number by an operation's name, for example 1/(1 + e^(−x)).</summary>
    public static Formula Value(string op, Formula x) => Known.TryGetValue(op, out var spelled) ? spelled.Value(x) : new CallTerm(op, x);

    /// <summary>Its derivative at x, where it has the value y; null when it has no spelling.</summary>
    public static Formula? Derivative(string op, Formula x, Formula y) => Known.TryGetValue(op, out var spelled) ? spelled.Derivative(x, y) : null;

    /// <summary>A function of two numbers; null when it has no spelling.</summary>
    public static Formula? Of(string op, Formula a, Formula b) => Pairs.TryGetValue(op, out var spelled) ? spelled(a, b) : null;

    private static NegativeTerm Minus(Formula x) => new(x);

    private static SumTerm OneMinus(Formula y) => new([1, new NegativeTerm(y)]);
}
