using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Something added to the loss that depends on the weights only, and is reported apart. Biases stay out of it.</summary>
/// <remarks>Weights are the trainable parameters with at least two axes; biases and the scales of normalisation have one.</remarks>
public abstract class Penalty
{
    /// <summary>A penalty of a strength.</summary>
    /// <param name="strength">λ, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    private protected Penalty(double strength)
    {
        if (!(strength >= 0 && double.IsFinite(strength)))
            throw new ArgumentOutOfRangeException(nameof(strength), FormattableString.Invariant(
                $"The strength of a penalty is a number of at least 0; received {strength}."));
        Strength = strength;
    }

    /// <summary>Name in tables: <c>l1</c> or <c>l2</c>.</summary>
    public abstract string Name { get; }

    /// <summary>λ.</summary>
    public double Strength { get; }

    /// <summary>What is added to the loss: [].</summary>
    public abstract Tensor Loss(Module model);

    /// <summary>True for a penalty that draws weights to exactly zero; then their share is reported.</summary>
    public virtual bool PromotesZeros => false;

    /// <summary>What is done to the weights after each update; most penalties do nothing.</summary>
    public virtual void AfterStep(Module model, Optimizer optimizer) { }

    /// <summary>The share of weights that are exactly 0, when a penalty draws them there; else null.</summary>
    internal static double? ZeroShare(IReadOnlyList<Penalty> penalties, Module model)
    {
        if (!penalties.Any(p => p.PromotesZeros)) return null;
        var weights = WeightsOf(model);
        return weights.Sum(w => w.EqualTo(0).To(DType.Float64).Sum().Item()) / weights.Sum(w => (double)w.Count);
    }

    /// <summary>The parameters it looks at.</summary>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    protected static IReadOnlyList<Parameter> WeightsOf(Module model)
    {
        Parameter[] weights = [.. model.Parameters.Where(p => p.Trainable && p.Rank >= 2)];
        return weights.Length > 0 ? weights : throw new InvalidOperationException("The model has no trainable weights (parameters with "
            + "two axes or more) to penalise.");
    }

    /// <summary>λ · Σ f(W) over all weights.</summary>
    private protected Tensor Sum(Module model, Func<Tensor, Tensor> function)
    {
        Tensor? sum = null;
        foreach (var weight in WeightsOf(model))
        {
            var one = function(weight).Sum();
            sum = sum is null ? one : sum + one;
        }
        return sum! * Strength;
    }
}
