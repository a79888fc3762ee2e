using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A policy and its baseline as one layer, so that the one trainer there is trains them: states [M, S] → logits of the actions and
/// the expected return side by side, [M, A + 1].</summary>
internal sealed class Player : Layer
{
    public Player(Reinforce model) => Model = RegisterModule("model", model);

    public Reinforce Model { get; }

    /// <summary>The loss of answers to what was played; targets are action, return and the game's whole reward, [M, 3].</summary>
    public Tensor Loss(Tensor answers, Tensor targets)
    {
        int actions = answers.Shape[1] - 1;
        return Model.Loss(answers.Slice(1, ..actions), answers.Slice(1, actions..), targets.Select(1, 0).To(DType.Int64), targets.Select(1, 1));
    }

    protected override Tensor Compute(Tensor x) => Tensor.Concatenate([Model.Policy.Forward(x), Model.Value.Forward(x)], 1);
}
