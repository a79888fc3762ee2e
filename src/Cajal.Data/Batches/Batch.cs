namespace Cajal.Data;

/// <summary>Some examples as tensors: <c>foreach (var (x, targets) in batches.InEpoch(0))</c>.</summary>
/// <param name="X">Inputs, Float32 [batch, ..ExampleShape].</param>
/// <param name="Targets">Classes: their indices, Int32 [batch]. Binary: 0 or 1, Float32 [batch, 1]. Numbers: scaled, Float32 [batch,
/// 1].</param>
public readonly record struct Batch(Tensor X, Tensor Targets);
