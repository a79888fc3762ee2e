using Cajal.Benchmarks.Ceilings;
using Cajal.Benchmarks.Measuring;

namespace Cajal.Benchmarks.Products;

/// <summary>One product, measured in short turns: Cajal, then the rival if there is one, then the ceiling; so that all three have the same
/// weather.</summary>
/// <param name="Product">What was measured.</param>
/// <param name="Own">Cajal's seconds, one for each turn.</param>
/// <param name="Rivals">The rival's; empty without one.</param>
/// <param name="Ceilings">GFLOP/s of multiply-adds alone, one for each turn.</param>
internal sealed record Duel(Product Product, double[] Own, double[] Rivals, double[] Ceilings)
{
    public double OwnSpeed => Product.Work / Figures.Median(Own) / 1e9;

    public double RivalSpeed => Rivals.Length == 0 ? double.NaN : Product.Work / Figures.Median(Rivals) / 1e9;

    /// <summary>How many times as fast as the rival: the median of the turns.</summary>
    public double Ratio => Figures.Median(Own.Zip(Rivals, (own, rival) => rival / own));

    /// <summary>What is reached of the ceiling: the median of the turns.</summary>
    public double Share => ShareOf(Own);

    /// <summary>What some seconds are of the ceiling.</summary>
    public double ShareOf(double[] seconds) => Figures.Median(seconds.Zip(Ceilings, (s, ceiling) => Product.Work / s / 1e9 / ceiling));

    public static Duel Hold(Product product, Rival? rival, int threads, int turns, double blockSeconds)
    {
        var run = new ProductRun(product);
        run.Check();
        var timing = new Timing(1, blockSeconds, 0);
        var peak = Together.On(threads, () => PeakFma.Run);
        int runs = timing.Warm(run.Run), peakRuns = timing.Warm(peak);
        double[] own = new double[turns], others = new double[rival is null ? 0 : turns], ceilings = new double[turns];
        for (int i = 0; i < turns; i++)
        {
            // Whoever waits in a loop for more work is given the time to fall asleep.
            if (threads > 1 && rival is not null) Thread.Sleep(50);
            run.Run(1);
            own[i] = Timing.Time(run.Run, runs) / runs;
            if (rival is not null) others[i] = rival.Time(product, blockSeconds);
            ceilings[i] = PeakFma.Work * threads * peakRuns / Timing.Time(peak, peakRuns) / 1e9;
        }
        return new(product, own, others, ceilings);
    }
}
