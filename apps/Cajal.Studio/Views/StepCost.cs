using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>What a step costs: multiply-adds as the record of one counts them, time as it was measured, energy as it is estimated from that.</summary>
internal static class StepCost
{
    /// <summary>Of a full batch.</summary>
    public static CostView Of(Bench bench, StepClock clock)
    {
        int[] rows = [.. bench.Data.Train.Take(bench.Train.BatchSize)];
        var (forward, step) = Work(bench, rows);
        double? median = clock.Median;
        return new CostView
        {
            Batch = rows.Length,
            Forward = forward / rows.Length,
            Step = step,
            Seconds = median,
            Joules = median is { } seconds ? Energy(seconds).Joules : null,
            Measured = clock.Count,
            Total = clock.Count > 0 ? Energy(clock.Sum).Joules : null,
            Source = Energy(1).Source,
        };
    }

    // The session works on one core.
    private static EnergyUse Energy(double seconds) => EnergyUse.Of(null, seconds, EnergyUse.PerCore);

    private static (long Forward, long Step) Work(Bench bench, int[] rows)
    {
        Tensor x = bench.InputsOf(rows), targets = bench.TargetsOf(rows);
        using var tape = Tape.Start(Mode.Inference);
        var outputs = bench.Network.Forward(x);
        long forward = Sum(tape);
        tape.Gradients(bench.Head.LossOf(outputs, targets));
        return (forward, Sum(tape));
    }

    private static long Sum(Tape tape) => tape.Nodes.Sum(n => n.Op.MultiplyAdds(n.Inputs, n.Outputs));
}

/// <summary>What a step costs.</summary>
internal sealed record CostView
{
    /// <summary>Marks the message.</summary>
    public string Is => "cost";

    /// <summary>Points of a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Multiply-adds of one answer.</summary>
    public required long Forward { get; init; }

    /// <summary>Multiply-adds of a step: forward and backward over a batch.</summary>
    public required long Step { get; init; }

    /// <summary>Time of a step, the middle of the last hundred; null before one was measured.</summary>
    public double? Seconds { get; init; }

    /// <summary>Energy of a step, estimated.</summary>
    public double? Joules { get; init; }

    /// <summary>Steps measured.</summary>
    public required long Measured { get; init; }

    /// <summary>Energy of all of them, estimated.</summary>
    public double? Total { get; init; }

    /// <summary>How the energy is known.</summary>
    public required string Source { get; init; }
}
