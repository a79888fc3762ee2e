namespace Cajal.Networks;

/// <summary>Learns to act from rewards: ∇J ≈ mean of ∇ln π(a|s) · (R − V(s)), V a network that learns the expected return R beside the
/// policy π, so that an action counts by how much better than expected it went.</summary>
/// <remarks>L = mean of −ln π(a|s)·(R − V(s)) + w·(R − V(s))² − e·H(π(s)), no gradient through the advantage; the entropy H keeps the
/// policy from settling too early. Source: Williams (1992), Simple statistical gradient-following algorithms, with a baseline.</remarks>
public sealed class Reinforce : Module
{
    /// <summary>A policy with a baseline.</summary>
    /// <param name="policy">Logits of the actions: states [N, S] → [N, A].</param>
    /// <param name="value">V, the expected return: states [N, S] → [N, 1].</param>
    /// <param name="valueWeight">w.</param>
    /// <param name="entropyWeight">e.</param>
    /// <param name="discount">γ in R = r₁ + γ·r₂ + γ²·r₃ + …</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative weight, or a discount outside of [0, 1].</exception>
    public Reinforce(Layer policy, Layer value, double valueWeight = 0.5, double entropyWeight = 0.01, double discount = 1)
    {
        if (!(discount is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(discount), FormattableString.Invariant(
            $"The discount lies in [0, 1]; received {discount}."));
        ArgumentOutOfRangeException.ThrowIfNegative(valueWeight);
        ArgumentOutOfRangeException.ThrowIfNegative(entropyWeight);
        (ValueWeight, EntropyWeight, Discount) = (valueWeight, entropyWeight, discount);
        Policy = RegisterModule("policy", policy);
        Value = RegisterModule("value", value);
    }

    /// <summary>Logits of the actions.</summary>
    public Layer Policy { get; }

    /// <summary>V.</summary>
    public Layer Value { get; }

    /// <summary>w.</summary>
    public double ValueWeight { get; }

    /// <summary>e.</summary>
    public double EntropyWeight { get; }

    /// <summary>γ.</summary>
    public double Discount { get; }

    /// <summary>The loss of what was played: [].</summary>
    /// <param name="states">s: [M, S].</param>
    /// <param name="actions">a: [M] Int64.</param>
    /// <param name="returns">R, the discounted rewards from there to the end: [M].</param>
    /// <exception cref="ShapeException">They do not fit.</exception>
    public Tensor Loss(Tensor states, Tensor actions, Tensor returns) =>
        Loss(Policy.Forward(states), Value.Forward(states), actions, returns);

    /// <summary>The same where both networks have answered.</summary>
    /// <param name="logits">Of the actions: [M, A].</param>
    /// <param name="values">V(s): [M, 1].</param>
    /// <param name="actions">a: [M] Int64.</param>
    /// <param name="returns">R: [M].</param>
    public Tensor Loss(Tensor logits, Tensor values, Tensor actions, Tensor returns)
    {
        var error = returns - values.Reshape(returns.Shape);
        var chosen = logits.CrossEntropy(actions, reduction: LossReduction.None);
        var logs = logits.LogSoftmax();
        var entropy = -(logs.Exp() * logs).Sum(-1);
        return (error.StopGradient() * chosen + ValueWeight * error.Square() - EntropyWeight * entropy).Mean();
    }

    /// <summary>Plays games to their ends, all side by side, with actions drawn from the policy (or always the likeliest).</summary>
    /// <param name="games">The games; each is begun anew.</param>
    /// <param name="rng">Random numbers of games and actions.</param>
    /// <param name="greedy">True takes the likeliest action.</param>
    public PlayedGames Play(IReadOnlyList<IGame> games, Rng rng, bool greedy = false) =>
        PlayedGames.Play(games, states => Policy.Forward(states).Softmax(), rng, Discount, greedy);
}
