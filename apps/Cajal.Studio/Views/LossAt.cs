namespace Cajal.Studio;

/// <summary>The loss of a network at other weights than its own, on some of its points, without penalties.</summary>
/// <param name="bench">Whose network.</param>
/// <param name="rows">The points.</param>
internal sealed class LossAt(Bench bench, int[] rows)
{
    private readonly float[][] own = [.. bench.Network.Parameters.Select(p => p.ToArray<float>())];
    private readonly Tensor x = bench.InputsOf(rows), targets = bench.TargetsOf(rows);

    /// <summary>Number of points.</summary>
    public int Points => rows.Length;

    /// <summary>The network's own weights, layer by layer: rows of W, then b.</summary>
    public double[] Weights => [.. own.SelectMany(w => w).Select(w => (double)w)];

    /// <summary>ℓ at some weights.</summary>
    public double Of(double[] weights)
    {
        int at = 0;
        foreach (var parameter in bench.Network.Parameters)
        {
            int from = at;
            parameter.Assign(Tensor.From(Array.ConvertAll(weights[from..(at += parameter.Count)], w => (float)w), parameter.Shape));
        }
        using var tape = Tape.Start(Mode.Inference);
        return bench.Head.LossOf(bench.Network.Forward(x), targets).Item();
    }

    /// <summary>Gives the network its own weights again, bit for bit.</summary>
    public void PutBack()
    {
        foreach (var (parameter, weights) in bench.Network.Parameters.Zip(own)) parameter.Assign(weights);
    }
}
