using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Penalties of the TensorFlow Playground, after each update and on weights alone: w ← w − η·λ·w for L2; w ← w − η·λ·sign(w) for L1, and a weight that
/// crosses zero so is 0 and stays it.</summary>
/// <remarks>Source: its nn.ts, updateWeights.</remarks>
internal sealed class OldPenalty(double l1, double l2, IReadOnlyList<Parameter> weights) : Callback
{
    private readonly bool[][] dead = [.. weights.Select(w => new bool[w.Count])];

    /// <inheritdoc/>
    public override string Name => "old-penalty";

    /// <summary>A copy of which weights are dead.</summary>
    public bool[][] Memory
    {
        get => [.. dead.Select(d => (bool[])d.Clone())];
        set
        {
            for (int i = 0; i < dead.Length; i++) value[i].CopyTo(dead[i], 0);
        }
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer)
    {
        float rate = (float)trainer.Optimizer.LearningRate;
        for (int i = 0; i < weights.Count; i++)
        {
            float[] w = weights[i].ToArray<float>();
            for (int k = 0; k < w.Length; k++) w[k] = Moved(w[k], rate, ref dead[i][k]);
            weights[i].Assign(w);
        }
    }

    private float Moved(float w, float rate, ref bool isDead)
    {
        if (isDead) return 0;
        if (l2 > 0) return w - rate * (float)l2 * w;
        float next = w - rate * (float)l1 * MathF.Sign(w);
        isDead = w * next < 0;
        return isDead ? 0 : next;
    }
}
