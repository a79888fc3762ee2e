using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Hands examples on as they are, y = x, and owns a model that makes examples: its loss is then taken of the examples
/// themselves, so that the one trainer there is trains it too.</summary>
internal sealed class Passage : Layer
{
    public Passage(GenerativeModel model) => Model = RegisterModule("model", model);

    public GenerativeModel Model { get; }

    /// <summary>The model's own loss: examples [N, D], targets as the data wing gives them → [].</summary>
    public Tensor Loss(Tensor x, Tensor targets)
    {
        var labels = Model.Classes == 0 ? null : targets.Rank == 2 ? targets.Reshape(-1).To(DType.Int64) : targets;
        return Model switch
        {
            Vae vae => vae.Loss(x, labels),
            Diffusion diffusion => diffusion.Loss(x, labels),
            _ => throw new ArgumentException($"{Model.GetType().Name} has no single loss, which a run needs."),
        };
    }

    protected override Tensor Compute(Tensor x) => x;
}
