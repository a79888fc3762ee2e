using Cajal.Data;

namespace Cajal.Training;

/// <summary>Data are read, every choice is made and the network is built; training begins next.</summary>
/// <param name="Recipe">Every choice, with its reason.</param>
/// <param name="Spec">The network.</param>
/// <param name="Parameters">Number of trained numbers.</param>
/// <param name="Preprocessing">What is done to inputs and targets.</param>
/// <param name="Notes">What was found and decided on the way, one sentence each.</param>
public sealed record RunPrepared(Recipe Recipe, ModelSpec Spec, long Parameters, Preprocessing Preprocessing, IReadOnlyList<string> Notes)
    : TrainingEvent;

/// <summary>The finished run was judged and held against its baselines.</summary>
/// <param name="Result">The figures.</param>
public sealed record RunJudged(RunResult Result) : TrainingEvent;
