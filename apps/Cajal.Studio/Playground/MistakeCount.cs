using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Counts the mistakes of the perceptron's rule, which are its corrections: in all, and pass by pass.</summary>
internal sealed class MistakeCount(Bench bench) : Callback
{
    private Mistakes count = new(0, 0, null, null);

    /// <inheritdoc/>
    public override string Name => "mistakes";

    /// <summary>What was counted.</summary>
    public Mistakes Memory
    {
        get => count;
        set => count = value;
    }

    // Before the update: z and the target of the same sign, a z of 0 says 1.
    /// <inheritdoc/>
    public override void OnBatch(Trainer trainer, Tensor inputs, Tensor targets)
    {
        using var tape = Tape.Start(Mode.Inference);
        float[] z = bench.Network.Forward(inputs).ToArray<float>(), y = targets.ToArray<float>();
        int wrong = z.Where((net, i) => (net >= 0 ? 1 : 0) != (int)y[i]).Count();
        count = count with { All = count.All + wrong, InPass = count.InPass + wrong };
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, EpochResult result) =>
        count = count with { InPass = 0, LastPass = count.InPass, CleanPass = count.CleanPass ?? (count.InPass == 0 ? result.Epoch : null) };
}

/// <summary>Mistakes of a perceptron.</summary>
/// <param name="All">In all passes.</param>
/// <param name="InPass">In the present pass.</param>
/// <param name="LastPass">In the last whole pass; null before.</param>
/// <param name="CleanPass">The first pass without a mistake; null while there is none.</param>
internal sealed record Mistakes(int All, int InPass, int? LastPass, int? CleanPass);
