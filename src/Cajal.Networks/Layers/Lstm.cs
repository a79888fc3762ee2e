namespace Cajal.Networks;

/// <summary>Long short-term memory: i, f, g, o = σ, σ, tanh, σ of (W·xₜ + b + U·hₜ₋₁ + c); cₜ = f·cₜ₋₁ + i·g; hₜ = o·tanh cₜ.
/// x: [T, N, in] → y: [T, N, D·H]</summary>
/// <remarks>Source: Hochreiter and Schmidhuber (1997), with the forget gate of Gers, Schmidhuber and Cummins (2000).</remarks>
public sealed class Lstm : Recurrent
{
    /// <summary>Recurrent layers with fresh weights.</summary>
    /// <param name="inputSize">Numbers of an input at one step.</param>
    /// <param name="hiddenSize">H: numbers of a state.</param>
    /// <param name="rng">Random numbers; each parameter takes the next numbered child.</param>
    /// <param name="layers">Layers on one another.</param>
    /// <param name="bias">False leaves both biases out.</param>
    /// <param name="batchFirst">True for x: [N, T, in].</param>
    /// <param name="dropout">Drop rate between layers.</param>
    /// <param name="bidirectional">True to walk in both directions.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a drop rate outside of [0, 1).</exception>
    public Lstm(int inputSize, int hiddenSize, Rng rng, int layers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, DType dtype = DType.Float32)
        : base(RecurrentScans.Lstm, 4, true, inputSize, hiddenSize, rng, layers, bias, batchFirst, dropout, bidirectional, dtype) { }
}
