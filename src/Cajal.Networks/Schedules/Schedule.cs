namespace Cajal.Networks;

/// <summary>The learning rate over the steps of a run: η(t), t = 0, 1, 2, … A function of the step alone, so a resumed run goes on with the
/// same rates; <see cref="ReduceOnPlateau"/>, which listens to a metric, is the one exception and says what it keeps.</summary>
public abstract partial class Schedule
{
    /// <summary>η(t): the rate that optimizer step <paramref name="step"/> uses, counted from 0.</summary>
    public abstract double RateAt(long step);

    /// <summary>The momentum that step <paramref name="step"/> uses; null when the schedule leaves it alone.</summary>
    public virtual double? MomentumAt(long step) => null;

    /// <summary>What the schedule itself keeps between steps, with its names in checkpoints; most keep nothing.</summary>
    public virtual IReadOnlyList<(string Name, State State)> NamedStates => [];

    /// <summary>Tells the schedule a metric at the end of an epoch; most do not listen.</summary>
    public virtual void Report(double metric) { }

    /// <summary>Writes the rate of a step into an optimizer, and the momentum when both have one. Call it before the step, outside of the
    /// tape.</summary>
    /// <remarks>A momentum of 0 is left alone: who asks for plain descent does not get another rule because of a schedule.</remarks>
    public void Apply(Optimizer optimizer, long step)
    {
        optimizer.LearningRate = RateAt(step);
        if (optimizer.UsesMomentum && MomentumAt(step) is { } momentum) optimizer.Momentum = momentum;
    }

    /// <summary>The number, when it is finite and at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    protected static double Require(double value, string name) => value >= 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is a number of at least 0; received {value}."));

    /// <summary>The number of steps, when it is at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    protected static long RequireSteps(long value, string name) => value >= 1 ? value
        : throw new ArgumentOutOfRangeException(name,
            FormattableString.Invariant($"{name} is a number of steps of at least 1; received {value}."));
}
