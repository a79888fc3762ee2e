namespace Cajal.Insight;

/// <summary>What the network answers for the rows of a table, in inference mode.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Outputs">[N, …], as the network gives them.</param>
/// <param name="Losses">The loss of each row.</param>
internal sealed record Answers(ExampleTable Table, Tensor Outputs, double[] Losses)
{
    /// <summary>Mean loss.</summary>
    public double Loss => Losses.Length == 0 ? double.NaN : Losses.Average();

    /// <summary>Standard error of the mean loss.</summary>
    public double LossError
    {
        get
        {
            double mean = Loss;
            return Losses.Length < 2 ? double.NaN : Math.Sqrt(Losses.Sum(l => (l - mean) * (l - mean)) / (Losses.Length - 1) / Losses.Length);
        }
    }
}
