namespace Cajal;

/// <summary>A kept tensor that is not trained: running statistics, an optimizer's averages, a learning rate, a random counter, a batch buffer.</summary>
/// <param name="initial">First values, copied.</param>
/// <param name="persistent">True when it belongs to the model and is saved with it; false when only a checkpoint of training needs it.</param>
public sealed class State(Tensor initial, bool persistent = true) : Variable(initial)
{
    /// <summary>True when it is saved with the model, false when only with a checkpoint.</summary>
    public bool IsPersistent { get; } = persistent;
}
