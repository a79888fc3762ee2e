namespace Cajal.Networks;

/// <summary>A model that foretells tokens: [N, T] whole numbers → logits of the next token at each step, [N, T, vocabulary].</summary>
public interface ILanguageModel
{
    /// <summary>Different tokens.</summary>
    int Vocabulary { get; }
}
