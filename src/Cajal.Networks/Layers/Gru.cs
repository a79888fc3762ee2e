namespace Cajal.Networks;

/// <summary>Gated recurrent units: r, z = σ(W·xₜ + b + U·hₜ₋₁ + c); n = tanh(W·xₜ + b + r·(U·hₜ₋₁ + c)); hₜ = (1 − z)·n + z·hₜ₋₁.
/// x: [T, N, in] → y: [T, N, D·H]</summary>
/// <remarks>Source: Cho et al. (2014), in PyTorch's form with the reset gate behind the product.</remarks>
public sealed class Gru : Recurrent
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
    public Gru(int inputSize, int hiddenSize, Rng rng, int layers = 1, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, DType dtype = DType.Float32)
        : base(RecurrentScans.Gru, 3, false, inputSize, hiddenSize, rng, layers, bias, batchFirst, dropout, bidirectional, dtype) { }
}
