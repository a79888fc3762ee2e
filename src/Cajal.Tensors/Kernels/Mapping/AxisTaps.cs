namespace Cajal;

/// <summary>How each result along an axis is made of numbers of the axis: y[o] = Σ weightₜ · x[indexₜ].</summary>
/// <param name="In">Numbers along the axis.</param>
/// <param name="Out">Results along the axis.</param>
public abstract record AxisTaps(int In, int Out)
{
    /// <summary>The largest number of indices a result has.</summary>
    public abstract int Most { get; }

    /// <summary>Writes the indices and weights of one result; unused places get the weight 0 and an index on the axis.</summary>
    public abstract void Write(int result, Span<int> indices, Span<double> weights);
}
