namespace Cajal.Benchmarks.Peers;

/// <summary>Something every peer is timed at.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Metric">What one run is: a training step, an epoch, a prediction.</param>
/// <param name="Samples">Examples in one run.</param>
internal sealed record Workload(string Name, string Metric, int Samples)
{
    /// <summary>What its times are written in.</summary>
    public string Unit { get; init; } = "us";

    /// <summary>Seconds it runs before it is timed.</summary>
    public double WarmSeconds { get; init; } = 1;

    /// <summary>Timed blocks when a block is one run however long it takes; 0 when blocks are made long enough.</summary>
    public int LongBlocks { get; init; }

    /// <summary>Training steps or predictions in one run.</summary>
    public int StepsPerRun { get; init; } = 1;

    /// <summary>The ways to do it.</summary>
    public required Variant[] Variants { get; init; }
}

/// <summary>One way to do a workload.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Prepare">Makes everything ready; what it returns does so many runs.</param>
internal sealed record Variant(string Name, Func<Action<int>> Prepare)
{
    /// <summary>Runs that come together: a call for 1 does so many.</summary>
    public int RunsAtOnce { get; init; } = 1;
}
