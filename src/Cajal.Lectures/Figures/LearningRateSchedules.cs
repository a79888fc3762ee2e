using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Learning rates over the epochs of a run, and where the run ends with each. Documents 000 and 001.</summary>
internal sealed class LearningRateSchedules() : LectureFigure("schedules")
{
    private const int Epochs = 60, BatchSize = 4, Count = 160, Seeds = 5;
    private const double Rate = 0.2;

    private static readonly string[] Names = ["constant", "step(every=20, factor=0.2)", "exponential(factor=0.93)", "cosine", "warmup(8)+cosine", "one-cycle"];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var rng = new Rng(15);
        Tensor x = Tensor.Linspace(-1, 1, Count).Reshape(Count, 1), truth = (3 * x).Sin(), y = truth + 0.5f * Tensor.Normal([Count, 1], rng);
        int perEpoch = Count / BatchSize, steps = Epochs * perEpoch;
        var sheet = new SmallMultiples("Six learning rates over a run of noisy steps, and where the same run ends with each", 3, 340, 290);
        var said = new List<string>();
        double[] epochs = [.. Enumerable.Range(0, steps).Select(i => (double)i / perEpoch)];
        foreach (string name in Names)
        {
            var schedule = Schedule.Parse(name, new ScheduleSpan(Rate, steps, perEpoch));
            double[] ends = [.. Enumerable.Range(1, Seeds).Select(seed => End(x, y, truth, schedule, steps, (ulong)seed, cancellation))];
            sheet.Add(new Chart($"{name.Split('(')[0]}{(name.Contains('+', StringComparison.Ordinal) ? " + cosine" : "")}: error {Say(ends.Average(), 2)}", "epoch", "learning rate").RangeY(0, 1.05 * Rate)
                .Line("", epochs, [.. Enumerable.Range(0, steps).Select(i => schedule.RateAt(i))], colour: 0));
            said.Add($"{name} {Say(ends.Average())} ({Say(ends.Min())} to {Say(ends.Max())})");
        }
        return new(sheet, $"Each curve is the schedule itself, asked for all {steps} steps. A 1-16-1 network learns {Count} points of sin(3x) with noise of deviation 0.5, in batches of {BatchSize} by plain " +
            $"descent, at most at a rate of {Say(Rate)}. Mean squared distance from the sine at the end, mean of {Seeds} starts: {string.Join("; ", said)}.");
    }

    private static double End(Tensor allX, Tensor allY, Tensor truth, Schedule schedule, int steps, ulong seed, CancellationToken cancellation)
    {
        var net = Mlp.Build([1, 16, 1], new Rng(seed), "tanh");
        var rng = new Rng(seed).Fork("order");
        var sgd = new Sgd(net.Parameters, Rate);
        State x = new(Tensor.Zeros([BatchSize, 1])), y = new(Tensor.Zeros([BatchSize, 1]));
        int[] order = [.. Enumerable.Range(0, Count)];
        Descent.Run(sgd, () => net.Forward(x).MeanSquaredError(y), steps, cancellation, step =>
        {
            schedule.Apply(sgd, step);
            int at = step * BatchSize % Count;
            if (at == 0) rng.Shuffle(order);
            var rows = Tensor.From(order[at..(at + BatchSize)]);
            x.Assign(allX.IndexSelect(0, rows));
            y.Assign(allY.IndexSelect(0, rows));
        });
        return net.Forward(allX).MeanSquaredError(truth).Item();
    }
}
