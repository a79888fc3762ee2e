namespace Cajal.Insight;

/// <summary>One line of a summary.</summary>
/// <param name="Path">Name of the layer in the model, for example <c>0</c> or <c>encoder.1</c>.</param>
/// <param name="Type">What it is, for example <c>Linear</c> or <c>relu</c>.</param>
/// <param name="Output">Shape of its output for the batch.</param>
/// <param name="Parameters">Parameters that first appear in this layer.</param>
/// <param name="MultiplyAdds">Multiply-adds of its forward pass over the batch.</param>
/// <param name="StoredActivations">Values that backward keeps because of this layer, each counted at the first layer that needs it.</param>
public sealed record LayerSummary(string Path, string Type, Shape Output, long Parameters, long MultiplyAdds, long StoredActivations);
