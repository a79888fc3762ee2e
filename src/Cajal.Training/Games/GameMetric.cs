namespace Cajal.Training;

/// <summary>The mean over played games of something about their whole reward: <c>won</c> (the share of rewards above 0) or
/// <c>reward</c> itself. Targets are those of <see cref="GameBatches"/>, where each game has equally many rows.</summary>
internal sealed class GameMetric(string name, Func<float, double> of) : Metric
{
    private double sum;
    private long count;

    public static GameMetric Won => new("won", reward => reward > 0 ? 1 : 0);

    public static GameMetric Reward => new("reward", reward => reward);

    public override string Name => name;

    public override double Result => sum / count;

    public override void Update(Tensor outputs, Tensor targets)
    {
        foreach (float reward in targets.Select(1, 2).ToArray<float>()) sum += of(reward);
        count += targets.Shape[0];
    }

    public override void Reset() => (sum, count) = (0, 0);
}
