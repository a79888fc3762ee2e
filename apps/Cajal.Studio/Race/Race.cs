namespace Cajal.Studio;

/// <summary>Two to four courses side by side on one seed and one clock: each lane is the present state with some settings of its own, and all take an epoch in
/// turn. For one thread.</summary>
internal sealed class Race
{
    /// <summary>Most lanes.</summary>
    public const int MostLanes = 4;

    private const int MapSide = 40;

    private readonly Lane[] lanes;
    private readonly Func<bool>? isLeft;

    /// <summary>Lines the lanes up at the start.</summary>
    /// <param name="state">What they have in common.</param>
    /// <param name="changes">What each has of its own, as a link says it: <c>optimizer=adam&amp;rate=0.01</c>; empty for the state as it is.</param>
    /// <param name="isLeft">Asked after each step: true when nobody looks on any more.</param>
    /// <exception cref="ArgumentException">Too few or too many lanes, or a change that does not exist or fit.</exception>
    public Race(PlaygroundState state, IReadOnlyList<string> changes, Func<bool>? isLeft = null)
    {
        if (changes.Count is < 2 or > MostLanes) throw new ArgumentException($"A race has 2 to {MostLanes} lanes; received {changes.Count}.");
        // Stop rules and weights of a link are of the one course; here all begin alike and run until they are halted.
        var common = state with { Weights = "", StopEpoch = 0, StopLoss = 0, StopAccuracy = 0, StopPatience = 0, Speed = 0 };
        lanes = [.. changes.Select(change => new Lane(change, new Course(StateText.Read($"{StateText.Write(common)}&{change}", out _)) { Between = isLeft }))];
        this.isLeft = isLeft;
    }

    /// <summary>Epochs that all have taken, as far as they could.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether it goes on.</summary>
    public bool IsRunning { get; set; }

    /// <summary>The courses, lane by lane.</summary>
    public IReadOnlyList<Course> Courses => [.. lanes.Select(l => l.Course)];

    /// <summary>Lets each lane take an epoch; one that has lost its numbers stands still, and all do when nobody looks on.</summary>
    public void Advance()
    {
        foreach (var lane in lanes)
        {
            lane.Course.StepEpoch();
            if (isLeft?.Invoke() == true) return;
        }
        Epoch++;
        if (lanes.All(l => l.Course.Frozen is not null)) IsRunning = false;
    }

    /// <summary>All lanes as they stand.</summary>
    public RaceView View => new() { Epoch = Epoch, Running = IsRunning, Lanes = [.. lanes.Select(Shown)] };

    private static LaneView Shown(Lane lane)
    {
        var (course, bench) = (lane.Course, lane.Course.Bench);
        var scores = Scores.Of(bench);
        int outputs = bench.Head.Outputs;
        float[][] maps = Maps.Of(bench, MapSide)[^outputs..];
        return new LaneView
        {
            Change = lane.Change,
            Link = StateText.Write(course.State),
            Parameters = bench.ParameterCount,
            Step = bench.Trainer.StepsDone,
            Train = SentNumber.Finite(scores.TrainLoss),
            Test = SentNumber.Finite(scores.TestLoss),
            TrainAccuracy = SentNumber.Finite(scores.TrainAccuracy),
            TestAccuracy = SentNumber.Finite(scores.TestAccuracy),
            Frozen = course.Frozen,
            Points = [.. course.Curves.Curves.Points.Select(p => new LanePoint(p.Epoch, p.Train, p.Test))],
            Side = MapSide,
            Classes = bench.Head.Classes,
            IsCurve = bench.Data.IsCurve,
            Maps = [.. maps.Select(Bytes)],
        };
    }

    // −1 to 1 as a byte, as pictures have it; curves and numbers beyond are cut there.
    private static byte[] Bytes(float[] map) => Array.ConvertAll(map, v => (byte)(sbyte)Math.Clamp(MathF.Round(127 * (float.IsNaN(v) ? 0 : v)), -127, 127));

    private sealed record Lane(string Change, Course Course);
}
