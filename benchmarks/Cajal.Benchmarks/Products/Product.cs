using System.Globalization;

namespace Cajal.Benchmarks.Products;

/// <summary>A product C = A·B, [m, k]·[k, n] → [m, n], for each member of a batch.</summary>
/// <param name="Group">What it is tried for.</param>
/// <param name="M">Rows of C.</param>
/// <param name="N">Columns of C.</param>
/// <param name="K">Steps of the sum.</param>
/// <param name="Layout">N or T for A, then for B: T lies in memory transposed, as [k, m] or [n, k].</param>
/// <param name="Batch">How many products.</param>
/// <param name="Pitch">Numbers from a row to the next in memory, 0 for none between them.</param>
internal sealed record Product(string Group, int M, int N, int K, string Layout = "NN", int Batch = 1, int Pitch = 0)
{
    public string Name => string.Create(CultureInfo.InvariantCulture,
        $"G-{Group}-{(Batch > 1 ? $"{Batch}x" : "")}{M}x{N}x{K}-{Layout}{(Pitch > 0 ? $"-pitch{Pitch}" : "")}");

    public bool IsTransposedA => Layout[0] == 'T';

    public bool IsTransposedB => Layout[1] == 'T';

    /// <summary>FLOP of a run.</summary>
    public double Work => 2.0 * Batch * M * N * K;
}
