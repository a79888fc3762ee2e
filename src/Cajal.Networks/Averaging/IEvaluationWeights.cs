namespace Cajal.Networks;

/// <summary>Keeps other weights for judging and using a model than those that are being trained: an average over the steps, or what a
/// schedule-free optimizer works out. <see cref="EvaluationSwap"/> brings them into the model.</summary>
public interface IEvaluationWeights
{
    /// <summary>Which tensors of the model are replaced by which; empty as long as there is nothing better than what is trained.</summary>
    IEnumerable<(Variable Trained, Variable Evaluated)> EvaluationWeights { get; }
}
