namespace Cajal;

/// <summary>Shape and element type of a tensor that need not exist yet.</summary>
/// <param name="Shape">Sizes along the axes.</param>
/// <param name="DType">Element type.</param>
public readonly record struct TensorSpec(Shape Shape, DType DType);
