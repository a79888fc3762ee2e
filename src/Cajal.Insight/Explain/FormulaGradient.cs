namespace Cajal.Insight;

/// <summary>A formula at a point: its value, its partial derivatives by the rules of calculus, by backpropagation through the tape, and by
/// central differences, side by side.</summary>
public static class FormulaGradient
{
    /// <summary>Tells f and its gradient at a point.</summary>
    /// <param name="formula">For example <c>Formula.Parse("x^2*y")</c>.</param>
    /// <param name="at">A number for each variable, in the order they first appear.</param>
    /// <param name="digits">Significant digits, 1 to 15.</param>
    /// <exception cref="ArgumentException">Another number of values than variables.</exception>
    public static Page Explain(Formula formula, IReadOnlyList<double> at, int digits = 10)
    {
        var names = formula.Variables;
        if (names.Count == 0) throw new ArgumentException($"{formula} has no variable, so it has no gradient.");
        if (at.Count != names.Count)
            throw new ArgumentException($"{formula} has {names.Count} variables ({string.Join(", ", names)}); received {at.Count} values.");
        var values = names.Zip(at).ToDictionary(p => p.First, p => Tensor.Scalar(p.Second, DType.Float64));
        var f = new Symbol($"f({string.Join(", ", names)})");
        double[] partials = new double[names.Count];
        double value;
        using (var tape = Tape.Start(Mode.Inference))
        {
            foreach (var x in values.Values) tape.Watch(x);
            var y = FormulaCalculus.Compute(formula, values);
            var gradients = tape.Gradients(y);
            value = y.Item();
            for (int i = 0; i < partials.Length; i++) partials[i] = gradients.TryGet(values[names[i]], out var g) ? g.Item() : 0;
        }
        var page = new Page($"The gradient of {formula}")
            .Show(new RelationTerm([f, formula]))
            .Heading("At the point")
            .Say($"{string.Join(", ", names.Zip(at, (n, v) => $"{n} = {NumberText.Of(v)}"))}: f = {NumberText.Of(value, digits)}.")
            .Heading("By the rules of calculus");
        for (int i = 0; i < names.Count; i++)
            page.Show(new RelationTerm([Partial("f", names[i]), formula.Derivative(names[i]), new NumberTerm(ByRule(formula, names[i], values), digits)]));
        page.Heading("Three ways to the same numbers").Table(["", "calculus", "backpropagation", "central difference", "difference"],
            names.Select((name, i) =>
            {
                double difference = CentralDifference(formula, names, at, i);
                return (IReadOnlyList<string>)[$"∂f/∂{name}", NumberText.Of(ByRule(formula, name, values), digits), NumberText.Of(partials[i], digits),
                    NumberText.Of(difference, digits), NumberText.Of(Math.Abs(difference - partials[i]), 2)];
            }));
        return page.Say($"The gradient is [{string.Join(", ", partials.Select(p => NumberText.Of(p, digits)))}]; against it f falls fastest.");
    }

    internal static Formula Partial(string of, string by) => new FractionTerm(new Symbol("∂" + of), new Symbol("∂" + by));

    private static double ByRule(Formula f, string name, IReadOnlyDictionary<string, Tensor> values) =>
        FormulaCalculus.Compute(f.Derivative(name), values).Item();

    // (f(x + h) − f(x − h)) / 2h with h near the cube root of the rounding error, where both errors meet.
    private static double CentralDifference(Formula f, IReadOnlyList<string> names, IReadOnlyList<double> at, int moved)
    {
        double h = 6e-6 * Math.Max(1, Math.Abs(at[moved]));
        return (At(h) - At(-h)) / (2 * h);

        double At(double step) => FormulaCalculus.Compute(f, names.Select((n, i) => (n, x: at[i] + (i == moved ? step : 0)))
            .ToDictionary(p => p.n, p => Tensor.Scalar(p.x, DType.Float64))).Item();
    }
}
