namespace Cajal.Insight;

/// <summary>A function a formula may call: its name, its derivative as a formula of the argument, and its value on tensors.</summary>
internal sealed record FormulaFunction(string Name, Func<Formula, Formula> Derivative, Func<Tensor, Tensor> Compute)
{
    private static readonly FormulaFunction[] Known =
    [
        new("exp", a => new CallTerm("exp", a), x => x.Exp()),
        new("log", a => 1 / a, x => x.Log()),
        new("sqrt", a => 1 / (2 * (Formula)new CallTerm("sqrt", a)), x => x.Sqrt()),
        new("sin", a => new CallTerm("cos", a), x => x.Sin()),
        new("cos", a => -(Formula)new CallTerm("sin", a), x => x.Cos()),
        new("tanh", a => 1 - new CallTerm("tanh", a).To(2), x => x.Tanh()),
        new("sigmoid", a => (Formula)new CallTerm("sigmoid", a) * (1 - (Formula)new CallTerm("sigmoid", a)), x => x.Sigmoid()),
        new("relu", a => new CallTerm("step", a), x => x.Relu()),
        new("abs", a => new CallTerm("sign", a), x => x.Abs()),
        new("sign", _ => 0, x => x.Sign()),
        new("step", _ => 0, x => Tensor.Where(x > 0, Tensor.Ones(x.Shape, x.DType), Tensor.Zeros(x.Shape, x.DType))),
    ];

    /// <summary>The names a user can write.</summary>
    public static IEnumerable<string> Names => Known.Select(f => f.Name);

    public static FormulaFunction Of(string name) => Known.First(f => f.Name == name);

    public static bool IsKnown(string name) => Known.Any(f => f.Name == name);
}
