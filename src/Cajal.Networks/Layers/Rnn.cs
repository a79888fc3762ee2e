namespace Cajal.Networks;

/// <summary>The plain recurrent network: hₜ = tanh(W·xₜ + b + U·hₜ₋₁ + c), or max(0, ·).      x: [T, N, in] → y: [T, N, D·H]</summary>
/// <remarks>Source: Elman (1990).</remarks>
public sealed class Rnn : Recurrent
{
    /// <summary>Recurrent layers with fresh weights.</summary>
    /// <param name="inputSize">Numbers of an input at one step.</param>
    /// <param name="hiddenSize">H: numbers of a state.</param>
    /// <param name="rng">Random numbers; each parameter takes the next numbered child.</param>
    /// <param name="layers">Layers on one another.</param>
    /// <param name="nonlinearity"><c>tanh</c> or <c>relu</c>.</param>
    /// <param name="bias">False leaves both biases out.</param>
    /// <param name="batchFirst">True for x: [N, T, in].</param>
    /// <param name="dropout">Drop rate between layers.</param>
    /// <param name="bidirectional">True to walk in both directions.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a drop rate outside of [0, 1).</exception>
    /// <exception cref="ArgumentException">Another nonlinearity.</exception>
    public Rnn(int inputSize, int hiddenSize, Rng rng, int layers = 1, string nonlinearity = "tanh", bool bias = true,
        bool batchFirst = false,
        double dropout = 0, bool bidirectional = false, DType dtype = DType.Float32)
        : base(Scan(nonlinearity), 1, false, inputSize, hiddenSize, rng, layers, bias, batchFirst, dropout, bidirectional, dtype) { }

    internal static RecurrentScan Scan(string nonlinearity) => nonlinearity switch
    {
        "tanh" => RecurrentScans.Tanh,
        "relu" => RecurrentScans.Relu,
        _ => throw new ArgumentException($"The nonlinearity of a recurrent network is tanh or relu; received '{nonlinearity}'."),
    };
}
