using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Hands examples on as they are, y = x, and owns a model that makes examples: its loss is then taken of the examples
/// themselves, so that the one trainer there is judges it too.</summary>
internal sealed class Passage : Layer
{
    public Passage(GenerativeModel model) => Model = RegisterModule("model", model);

    public GenerativeModel Model { get; }

    /// <summary>The model's loss of examples it is judged by: examples [N, D], targets as the data wing gives them → [].</summary>
    public Tensor Loss(Tensor x, Tensor targets) => Model.Loss(x, LabelsOf(targets));

    /// <summary>Labels [N] of targets; null for a model without classes.</summary>
    public Tensor? LabelsOf(Tensor targets) => Model.Classes == 0 ? null : ClassesOf(targets);

    /// <summary>Class indices [N] of targets as the data wing gives them.</summary>
    public static Tensor ClassesOf(Tensor targets) => targets.Rank == 2 ? targets.Reshape(-1).To(DType.Int64) : targets;

    /// <summary>New examples as the model knows them, [count, D], and the classes that were asked for, which take turns.</summary>
    /// <param name="count">How many.</param>
    /// <param name="rng">Random numbers.</param>
    /// <param name="arePictures">Pictures keep within their range, and fifty steps of diffusion serve them.</param>
    public (Tensor Made, Tensor? Asked) Sample(int count, Rng rng, bool arePictures)
    {
        var labels = Model.Classes == 0 ? null : Tensor.From([.. Enumerable.Range(0, count).Select(i => i % Model.Classes)]);
        return (Model is Diffusion diffusion && arePictures
            ? new DiffusionSampler(diffusion) { Steps = Math.Min(50, diffusion.Schedule.Steps), Bound = 1, Guidance = Model.Classes > 0 ? 1 : 0 }.Sample(count, rng, labels)
            : Model.Sample(count, rng, labels), labels);
    }

    protected override Tensor Compute(Tensor x) => x;
}
