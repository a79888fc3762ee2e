namespace Cajal.Training;

/// <summary>How well a language model foretells a text.</summary>
public sealed record TextEvaluation
{
    /// <summary>What was judged: the file, and which part of it.</summary>
    public required string Data { get; init; }

    /// <summary>Tokens that were foretold: whole windows of the context, from the first on.</summary>
    public required int Tokens { get; init; }

    /// <summary>Mean of −ln p over them, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>Characters that a token stands for, in the mean over what was judged.</summary>
    public required double CharactersPerToken { get; init; }

    /// <summary>What counts of the training part would have given, per token; empty where that part is not at hand.</summary>
    public required IReadOnlyList<(string Name, double Loss)> Baselines { get; init; }

    /// <summary>What is worth knowing about it, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Loss of a character, in nats: it compares models of different vocabularies.</summary>
    public double LossPerCharacter => Loss / CharactersPerToken;

    /// <summary>The same in bits: what a character would take in a file that the model has squeezed.</summary>
    public double BitsPerCharacter => LossPerCharacter / Math.Log(2);

    /// <summary>e^loss: among how many equally likely tokens the model chooses, as it were.</summary>
    public double Perplexity => Math.Exp(Loss);
}
