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
    /// <exception cref="ArgumentOutOfRangeException">A negative weight.</exception>
    public Reinforce(Layer policy, Layer value, double valueWeight = 0.5, double entropyWeight = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(valueWeight);
        ArgumentOutOfRangeException.ThrowIfNegative(entropyWeight);
        (ValueWeight, EntropyWeight) = (valueWeight, entropyWeight);
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

    /// <summary>The loss of what was played: [].</summary>
    /// <param name="states">s: [M, S].</param>
    /// <param name="actions">a: [M] Int64.</param>
    /// <param name="returns">R, the discounted rewards from there to the end: [M].</param>
    /// <exception cref="ShapeException">They do not fit.</exception>
    public Tensor Loss(Tensor states, Tensor actions, Tensor returns)
    {
        var logits = Policy.Forward(states);
        var error = returns - Value.Forward(states).Reshape(returns.Shape);
        var chosen = logits.CrossEntropy(actions, reduction: LossReduction.None);
        var logs = logits.LogSoftmax();
        var entropy = -(logs.Exp() * logs).Sum(-1);
        return (error.StopGradient() * chosen + ValueWeight * error.Square() - EntropyWeight * entropy).Mean();
    }

    /// <summary>Plays games to their ends, all side by side, with actions drawn from the policy (or always the likeliest).</summary>
    /// <param name="games">The games; each is begun anew.</param>
    /// <param name="rng">Random numbers of games and actions.</param>
    /// <param name="discount">γ in R = r₁ + γ·r₂ + γ²·r₃ + …</param>
    /// <param name="greedy">True takes the likeliest action.</param>
    public PlayedGames Play(IReadOnlyList<IGame> games, Rng rng, double discount = 1, bool greedy = false) =>
        PlayedGames.Play(games, states => Policy.Forward(states).Softmax(), rng, discount, greedy);
}
