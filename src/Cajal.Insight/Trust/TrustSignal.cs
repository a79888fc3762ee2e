namespace Cajal.Insight;

/// <summary>One thing that speaks for or against a trained network.</summary>
/// <param name="Name">What was asked.</param>
/// <param name="Agrees">True when it speaks for the network, false against it; null when it is not known.</param>
/// <param name="Sentence">What was found, or why it is not known.</param>
public sealed record TrustSignal(string Name, bool? Agrees, string Sentence);
