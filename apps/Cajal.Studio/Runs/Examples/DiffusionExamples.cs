using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The examples of a diffusion model, half drowned in noise: what its layers make of them, and what it restores in one step.</summary>
/// <remarks>x_t = √ᾱ·x + √(1 − ᾱ)·ε where ᾱ is nearest to ½; x̂ = (x_t − √(1 − ᾱ)·ε̂) / √ᾱ. That inner layers of a net trained on noise tell examples apart: Baranchuk and others
/// (2022), Label-efficient semantic segmentation with diffusion models.</remarks>
/// <param name="run">The run.</param>
/// <param name="model">Its model.</param>
internal sealed class DiffusionExamples(GenerativeRun run, Diffusion model) : MakerExamples(run)
{
    private readonly int time = Enumerable.Range(0, model.Schedule.Steps).MinBy(t => Math.Abs(model.Schedule.Kept(t) - 0.5));

    /// <inheritdoc/>
    public override ExamplePoints Points(string? place)
    {
        int[] rows = Some(Projection.MostPoints);
        var places = new Places(rows.Length);
        using var tape = Tape.Start(Mode.Inference);
        var (x, labels) = Read(rows);
        places.Put("inputs", 0, x);
        places.Watch(model, 0, rows.Length, () => Restore(x, labels, 0));
        return PointsOf(rows, places, place ?? places.BeforeLast(model));
    }

    /// <inheritdoc/>
    public override WorstExamples Worst() => WorstRestored(Restore, "Half of the variance of each was noise, always the same, and the model took it away in one step.");

    private Tensor Restore(Tensor x, Tensor? labels, int first)
    {
        var noise = Tensor.Normal(x.Shape, new Rng(Seed).Fork(FormattableString.Invariant($"restored/{first}")));
        var t = Tensor.From([.. Enumerable.Repeat((long)time, x.Shape[0])]);
        var noisy = model.Noisy(x, t, noise);
        double kept = model.Schedule.Kept(time);
        return (noisy - model.PredictNoise(noisy, t, labels) * Math.Sqrt(1 - kept)) / Math.Sqrt(kept);
    }
}
