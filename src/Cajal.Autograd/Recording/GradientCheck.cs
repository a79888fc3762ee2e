namespace Cajal;

/// <summary>Compares gradients with central differences: dL/dx ≈ (L(x + h) − L(x − h)) / 2h, h = ∛ε · max(1, |x|) for the element type's ε.</summary>
/// <remarks>The function runs in training mode. Random counters are pinned and updates of states are taken back, so each run sees the same dropout
/// masks and the model is afterwards what it was. In Float64 a right gradient has an error near 1e-9; in Float32 differences are good to
/// about 1e-3 only.</remarks>
public static class GradientCheck
{
    /// <summary>Checks the gradient of a loss with respect to the floating-point tensors among <paramref name="at"/>.</summary>
    /// <param name="loss">Gets the tensors, gives a single number.</param>
    /// <param name="at">Where to check.</param>
    /// <param name="most">The largest number of elements looked at in each tensor, evenly spread.</param>
    public static GradientError Run(Func<Tensor[], Tensor> loss, ReadOnlySpan<Tensor> at, int most = 200)
    {
        var arguments = new Tensor[at.Length];
        for (int i = 0; i < at.Length; i++) arguments[i] = at[i].DType.IsFloat() ? new Parameter(at[i]) : at[i];
        var worst = Run(() => loss(arguments), [.. arguments.OfType<Parameter>()], most);
        return worst with { Tensor = Array.IndexOf(arguments, arguments.OfType<Parameter>().ElementAtOrDefault(worst.Tensor)) };
    }

    /// <summary>Checks the gradient of a loss with respect to parameters, which are moved and put back.</summary>
    /// <param name="loss">Gives a single number that depends on the parameters.</param>
    /// <param name="parameters">Where to check. A parameter the loss does not depend on counts as one with gradient 0.</param>
    /// <param name="most">The largest number of elements looked at in each parameter, evenly spread.</param>
    /// <exception cref="ArgumentException">A parameter is frozen.</exception>
    public static GradientError Run(Func<Tensor> loss, IReadOnlyList<Parameter> parameters, int most = 200)
    {
        if (most < 1) throw new ArgumentOutOfRangeException(nameof(most), $"A check looks at 1 element or more; received {most}.");
        if (parameters.FirstOrDefault(p => !p.Trainable) is { } frozen)
            throw new ArgumentException($"{(frozen.Name.Length > 0 ? frozen.Name : $"A parameter {frozen.Shape}")} is frozen and gets no gradient to check. Set Trainable, or leave it out.");
        double[]?[] gradients = Gradients(loss, parameters);
        var worst = new GradientError(0, -1, -1, 0, 0);
        for (int i = 0; i < parameters.Count; i++)
        {
            int count = parameters[i].Count, looked = Math.Min(count, most);
            for (int k = 0; k < looked; k++)
            {
                int element = (int)((long)k * count / looked);
                double gradient = gradients[i]?[element] ?? 0, difference = Difference(loss, parameters[i], element);
                double error = Math.Abs(gradient - difference) / Math.Max(1, Math.Max(Math.Abs(gradient), Math.Abs(difference)));
                if (worst.Tensor < 0 || !(error <= worst.Worst) && !double.IsNaN(worst.Worst)) worst = new(error, i, element, gradient, difference);
            }
        }
        return worst;
    }

    private static double[]?[] Gradients(Func<Tensor> loss, IReadOnlyList<Parameter> parameters)
    {
        using var journal = new UpdateJournal();
        using var tape = Tape.Start();
        var value = loss();
        var gradients = tape.Gradients(value);
        return [.. parameters.Select(p => gradients.TryGet(p, out var g) ? g.To(DType.Float64).ToArray<double>() : null)];
    }

    private static double Value(Func<Tensor> loss)
    {
        using var journal = new UpdateJournal();
        using var tape = Tape.Start();
        return loss().Item();
    }

    private static double Difference(Func<Tensor> loss, Parameter parameter, int element)
    {
        double old = Element(parameter, element), root = parameter.DType == DType.Float64 ? 6.06e-6 : 4.92e-3, h = root * Math.Max(1, Math.Abs(old));
        try
        {
            // The step is what the element type makes of it, not what was asked for.
            double high = Set(parameter, element, old + h), up = Value(loss);
            double low = Set(parameter, element, old - h), down = Value(loss);
            return (up - down) / (high - low);
        }
        finally
        {
            Set(parameter, element, old);
        }
    }

    private static double Element(Parameter parameter, int element) =>
        parameter.DType == DType.Float64 ? parameter.AsSpan<double>()[element] : parameter.AsSpan<float>()[element];

    private static double Set(Parameter parameter, int element, double value)
    {
        if (parameter.DType == DType.Float64) parameter.Write<double, (int At, double Value)>((element, value), (values, set) => values[set.At] = set.Value);
        else parameter.Write<float, (int At, double Value)>((element, value), (values, set) => values[set.At] = (float)set.Value);
        return Element(parameter, element);
    }
}
