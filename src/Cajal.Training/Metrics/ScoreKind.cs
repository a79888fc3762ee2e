namespace Cajal.Training;

/// <summary>What the numbers are that a classifier gives.</summary>
public enum ScoreKind
{
    /// <summary>Before sigmoid or softmax: a single score says yes above 0.</summary>
    Logits,

    /// <summary>After sigmoid or softmax: a single score says yes above 0.5.</summary>
    Probabilities,
}
