using Cajal.Data;

namespace Cajal.Training;

/// <summary>Data are read, every choice is made and the network is built; training begins next.</summary>
/// <param name="recipe">Every choice, with its reason.</param>
/// <param name="spec">The network.</param>
/// <param name="parameters">Number of trained numbers.</param>
/// <param name="preprocessing">What is done to inputs and targets.</param>
/// <param name="notes">What was found and decided on the way, one sentence each.</param>
public sealed class RunPrepared(Recipe recipe, ModelSpec spec, long parameters, Preprocessing preprocessing, IReadOnlyList<string> notes) : TrainingEvent
{
    /// <summary>Every choice, with its reason.</summary>
    public Recipe Recipe { get; } = recipe;

    /// <summary>The network.</summary>
    public ModelSpec Spec { get; } = spec;

    /// <summary>Number of trained numbers.</summary>
    public long Parameters { get; } = parameters;

    /// <summary>What is done to inputs and targets.</summary>
    public Preprocessing Preprocessing { get; } = preprocessing;

    /// <summary>What was found and decided on the way, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; } = notes;
}

/// <summary>The finished run was judged and held against its baselines.</summary>
/// <param name="result">The figures.</param>
public sealed class RunJudged(RunResult result) : TrainingEvent
{
    /// <summary>The figures.</summary>
    public RunResult Result { get; } = result;
}
