namespace Cajal.Networks;

/// <summary>The door through which weights for evaluation come into a model and leave again:
/// <c>swap.SwapIn(); …judge…; swap.SwapOut();</c></summary>
/// <remarks>The trained weights are put aside and come back bit for bit. Not while a tape records.</remarks>
/// <param name="source">Who keeps the weights for evaluation; null swaps nothing.</param>
public sealed class EvaluationSwap(IEvaluationWeights? source)
{
    private readonly Dictionary<Variable, State> aside = new(ReferenceEqualityComparer.Instance);
    private readonly List<Variable> swapped = [];

    /// <summary>True while the model holds the weights for evaluation.</summary>
    public bool IsIn { get; private set; }

    /// <summary>Puts the trained weights aside and those for evaluation in their place; nothing when they are in already.</summary>
    public void SwapIn()
    {
        if (IsIn || source is null) return;
        foreach (var (trained, evaluated) in source.EvaluationWeights)
        {
            if (aside.TryGetValue(trained, out var copy)) copy.Assign(trained);
            else aside[trained] = new State(trained, persistent: false);
            swapped.Add(trained);
            trained.Assign(evaluated);
        }
        IsIn = true;
    }

    /// <summary>Puts the trained weights back; nothing when they are there.</summary>
    public void SwapOut()
    {
        if (!IsIn) return;
        foreach (var trained in swapped) trained.Assign(aside[trained]);
        Forget();
    }

    /// <summary>Takes what the model holds now for its trained weights, because others were loaded.</summary>
    public void Forget()
    {
        swapped.Clear();
        IsIn = false;
    }
}
