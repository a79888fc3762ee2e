namespace Cajal.Studio;

/// <summary>A course as its page sees it.</summary>
internal static class SceneWriting
{
    // So many can be shown in their order.
    private const int MostOrdered = 2000;

    /// <summary>The state and what it makes.</summary>
    public static Scene Of(Course course, IReadOnlyList<string> notes)
    {
        var bench = course.Bench;
        var points = new float[bench.Data.Targets.Length * 4];
        for (int i = 0; i < bench.Data.Targets.Length; i++)
        {
            var (x, y) = bench.View.PlaceOf(bench.Data.Places, i);
            (points[4 * i], points[4 * i + 1], points[4 * i + 2]) = (x, y, bench.Data.Targets[i]);
        }
        foreach (int row in bench.Data.Test) points[4 * row + 3] = 1;
        foreach (int row in bench.Data.Validation) points[4 * row + 3] = 2;
        if (course.State.Leak)
            foreach (int row in bench.Data.Test.Concat(bench.Data.Validation)) points[4 * row + 3] = 3;
        return new Scene
        {
            State = course.State,
            Link = StateText.Write(course.State),
            Notes = [.. notes, .. bench.Data.Notes, .. bench.Warnings],
            Inputs = bench.Reader.Labels,
            Units = [.. bench.Layers.Select(l => l.Linear.OutFeatures)],
            Activations = [.. bench.Layers.Select(l => l.Activation)],
            Loss = bench.Head.LossName,
            Classes = bench.Head.Classes,
            IsLogits = bench.Head.IsLogits,
            IsCurve = bench.Data.IsCurve,
            Domain = bench.View.Domain,
            Points = points,
            Table = TableScene.Of(course.State, bench),
            ClassNames = bench.Data.ClassNames,
            Parameters = bench.ParameterCount,
        };
    }

    /// <summary>Where training stands.</summary>
    public static Figures FiguresOf(Course course, bool running, double epochsPerSecond)
    {
        var (bench, scores) = (course.Bench, Scores.Of(course.Bench));
        return new Figures
        {
            Epoch = bench.Trainer.EpochsDone,
            Step = bench.Trainer.StepsDone,
            Batch = bench.Trainer.Position.Batch,
            Batches = bench.Train.Count,
            Sample = course.Sample,
            Running = running,
            Frozen = course.Frozen,
            Stopped = course.Stopped,
            Train = SentNumber.Finite(scores.TrainLoss),
            Test = SentNumber.Finite(scores.TestLoss),
            Validation = SentNumber.Finite(scores.ValidationLoss),
            ValidationAccuracy = SentNumber.Finite(scores.ValidationAccuracy),
            Order = running ? null : OrderOf(bench),
            BatchSize = bench.Train.BatchSize,
            Penalty = SentNumber.Finite(scores.Penalty),
            TrainAccuracy = SentNumber.Finite(scores.TrainAccuracy),
            TestAccuracy = SentNumber.Finite(scores.TestAccuracy),
            Rate = bench.Trainer.Optimizer.LearningRate,
            EpochsPerSecond = epochsPerSecond,
            Mistakes = bench.Mistakes?.Memory,
            Edits = course.Edits,
            Typed = bench.Typed,
            First = course.First,
            Last = Math.Max(course.Last, bench.Trainer.StepsDone),
        };
    }

    private static int[]? OrderOf(Bench bench)
    {
        if (bench.Train.ExampleCount > MostOrdered) return null;
        bench.Train.StartEpoch(bench.Trainer.Position.Epoch);
        return [.. Enumerable.Range(0, bench.Train.Count).SelectMany(b => Enumerable.Range(0, bench.Train.SizeOf(b)).Select(i => bench.RowOf(b, i)))];
    }
}
