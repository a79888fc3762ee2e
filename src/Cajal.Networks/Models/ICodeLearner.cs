namespace Cajal.Networks;

/// <summary>A model that learns to write examples as codes, without being told what they are.</summary>
public interface ICodeLearner
{
    /// <summary>Examples → codes [N, C].</summary>
    Layer Encoder { get; }

    /// <summary>How many changed copies of each example (views) it learns from.</summary>
    int Views { get; }

    /// <summary>What it makes smaller: [].</summary>
    /// <param name="x">Examples as they are: [N, …].</param>
    /// <param name="views">Changed copies of them, <see cref="Views"/> of x's shape.</param>
    Tensor CodeLoss(Tensor x, IReadOnlyList<Tensor> views);
}
