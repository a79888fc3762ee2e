namespace Cajal.Data;

/// <summary>y' = (y − shift) / scale, or (ln y − shift) / scale: mean and deviation of the training part, or the middle and half width of
/// known bounds, so that y'
/// lies in −1..1.</summary>
public sealed class NumberScaling : TargetTransform
{
    /// <summary>What is taken off: the mean, or the middle of the bounds.</summary>
    public required double Shift { get; init; }

    /// <summary>What is divided by: the standard deviation, or half the width of the bounds.</summary>
    public required double Scale { get; init; }

    /// <summary>Whether the targets have known bounds, so that y' lies in −1..1 and tanh suits the output.</summary>
    public bool Bounded { get; init; }

    /// <summary>Whether the logarithm is scaled in place of the number.</summary>
    public bool Logarithm { get; init; }

    /// <summary>y = y' · scale + shift, or its exponential where <see cref="Logarithm"/> says so: a network's answer in the target's own
    /// units.</summary>
    public double Unscale(double scaled) => Logarithm ? Math.Exp(scaled * Scale + Shift) : scaled * Scale + Shift;

    /// <summary>y' = (y − shift) / scale, of the logarithm where <see cref="Logarithm"/> says so: what <see cref="Unscale"/> undoes.</summary>
    public double ToScaled(double value) => ((Logarithm ? Math.Log(value) : value) - Shift) / Scale;

    internal static NumberScaling Fit(NumberTargets targets, ReadOnlySpan<int> rows)
    {
        double[] values = targets.IsLogarithmic ? Array.ConvertAll(targets.Values.ToArray(), Math.Log) : targets.Values.ToArray();
        var (mean, deviation, _) = Moments.Of(values, rows);
        if (deviation == 0)
        {
            throw new DatasetException(FormattableString.Invariant($"Every target '{targets.Name}' of the training part is {mean}; ")
                + "there is nothing to learn. Choose another target.");
        }
        if (!double.IsFinite(deviation))
            throw new DatasetException($"The targets '{targets.Name}' are too large to scale (their squares overflow); divide them.");
        var bounds = targets.Bounds;
        return new NumberScaling
        {
            Name = targets.Name,
            Position = targets.Position,
            Shift = bounds is { } ends ? (ends.Low + ends.High) / 2 : mean,
            Scale = bounds is { } width ? (width.High - width.Low) / 2 : deviation,
            Bounded = bounds is not null,
            Logarithm = targets.IsLogarithmic
        };
    }

    internal override ExampleTargets Apply(Targets targets, ReadOnlySpan<int> rows)
    {
        if (targets is not NumberTargets numbers)
            throw new DatasetException($"The model answers with numbers; the target '{targets.Name}' holds classes.");
        var values = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            double value = numbers.Values[rows[i]];
            if (Logarithm && value <= 0)
                throw new DatasetException(FormattableString.Invariant($"Target '{targets.Name}' of example {rows[i] + 1} is {value}, and ")
                    + "the model foretells logarithms; expected positive numbers.");
            values[i] = (float)ToScaled(value);
            if (!float.IsFinite(values[i])) throw DatasetException.TooLarge(targets.Name, rows[i], value);
        }
        return new ExampleTargets(values);
    }
}
