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
        ["Power"] = (a, b) => new PowerTerm(a, b),
    };

    /// <summary>Whether an operation goes number by number and can be spelled with them.</summary>
    public static bool Knows(Node node) => node.Outputs[0].Count > 0 && node.Inputs.Count switch
    {
        1 => Known.ContainsKey(node.Op.Name) || (node.Op.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Unary<>)),
        2 => Pairs.ContainsKey(node.Op.Name),
        _ => false,
    };

    /// <summary>The function of one or two numbers, for example 1/(1 + e^(−x)); by its name where it has no spelling.</summary>
    public static Formula Of(Node node, Formula[] x) => x.Length == 2 ? Pairs[node.Op.Name](x[0], x[1])
        : Known.TryGetValue(node.Op.Name, out var spelled) ? spelled.Value(x[0]) : new CallTerm(node.Op.Name, x[0]);

    /// <summary>Its derivative at x, where it has the value y; null when it has no spelling.</summary>
    public static Formula? Derivative(string op, Formula x, Formula y) => Known.TryGetValue(op, out var spelled) ? spelled.Derivative(x, y) : null;

    private static NegativeTerm Minus(Formula x) => new(x);

    private static SumTerm OneMinus(Formula y) => new([1, new NegativeTerm(y)]);
}
