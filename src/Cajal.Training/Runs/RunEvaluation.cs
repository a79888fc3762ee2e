namespace Cajal.Training;

/// <summary>How a trained model does on examples, in full.</summary>
/// <param name="Figures">Loss and metrics.</param>
/// <param name="Confusion">True classes by predicted ones; null for numbers.</param>
/// <param name="ClassNames">Names of the classes; empty for numbers.</param>
/// <param name="Data">What was judged: the data set and its part.</param>
/// <param name="Notes">What is worth knowing about it, one sentence each.</param>
public sealed record RunEvaluation(Evaluation Figures, ConfusionMatrix? Confusion, IReadOnlyList<string> ClassNames, string Data,
    IReadOnlyList<string> Notes);
