namespace Cajal.Onnx;

/// <summary>A tensor on its way through a graph.</summary>
/// <param name="Tensor">The numbers; null where an optional value is left out.</param>
/// <param name="Known">True when it follows from constants and shapes alone, so that it is computed beside the record.</param>
internal readonly record struct Value(Tensor? Tensor, bool Known);
