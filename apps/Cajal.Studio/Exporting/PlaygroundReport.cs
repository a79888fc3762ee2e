using System.Globalization;
using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>A playground as a page to keep: what was asked for, how it went, how the network answers, what it costs, and what the Doctor says.</summary>
internal static class PlaygroundReport
{
    /// <summary>The page.</summary>
    public static Page Of(Course course)
    {
        var (bench, curves, scores) = (course.Bench, course.Curves.Curves, Scores.Of(course.Bench));
        var page = new Page($"Playground: {course.State.Data}, {(course.State.Layers.Length > 0 ? course.State.Layers : "no hidden layer")}");
        page.Say($"Step {Whole(bench.Trainer.StepsDone)}, epoch {Whole(bench.Trainer.EpochsDone)}. The link behind the # of Studio's address: {StateText.Write(course.State)}");
        page.Table(["", "training points", "test points"],
        [
            ["points", Whole(bench.Data.Train.Length), Whole(bench.Data.Test.Length)],
            ["loss", Number(scores.TrainLoss), Number(scores.TestLoss)],
            .. bench.Head.Classes > 0 ? new[] { new[] { "accuracy", Number(scores.TrainAccuracy), Number(scores.TestAccuracy) } } : [],
        ]);
        Network(page, bench);
        Course(page, curves);
        Answers(page, bench);
        Cost(page, bench);
        var advice = course.Doctor.Glance(bench);
        page.Heading("Doctor").Say(advice.Headline);
        foreach (var finding in advice.Findings) page.Say($"{finding.Code} {finding.Name} ({finding.Severity}): {finding.Symptom}");
        return page;
    }

    private static void Network(Page page, Bench bench) => page.Heading("Network").Table(["layer", "inputs", "units", "activation", "weights and biases"],
        [.. bench.Layers.Select((l, i) => new[] { i == bench.Layers.Count - 1 ? "output" : Whole(i + 1), Whole(l.Linear.InFeatures), Whole(l.Linear.OutFeatures), l.Activation, Whole(l.Linear.Parameters.Sum(p => p.Count)) })])
        .Say($"Loss {bench.Head.LossName}, optimizer {bench.State.Optimizer}, learning rate {Number(bench.State.Rate)}, batches of {Whole(bench.Train.BatchSize)}.");

    private static void Course(Page page, Curves curves)
    {
        if (curves.Points.Count < 2) return;
        double[] steps = [.. curves.Points.Select(p => (double)p.Step)];
        var chart = new Insight.Chart("Loss", "step", "loss").Line("training points", steps, Values(curves, p => p.Train));
        if (curves.Points.Any(p => p.Test is not null)) chart.Line("test points", steps, Values(curves, p => p.Test), dashed: true);
        page.Heading("Course").Draw(chart);
        foreach (var mark in curves.Marks) page.Say($"Changed at step {Whole(mark.Step)}: {mark.Text}.");
    }

    private static void Answers(Page page, Bench bench)
    {
        if (bench.Head.Classes == 0) return;
        bool isTest = bench.Data.Test.Length > 0;
        var view = Judgement.Of(bench, new ViewRequest { Name = "judgement", Part = isTest ? "test" : "train" });
        page.Heading($"Answers on the {(isTest ? "test" : "training")} points").Table(["true class", .. view.Confusion!.Select((_, j) => $"taken for {j + 1}")],
            [.. view.Confusion!.Select((row, i) => (string[])[Whole(i + 1), .. row.Select(c => Whole(c))])]);
        foreach (var ranking in view.Rankings!) page.Say($"Area under the ROC curve of class {Whole(ranking.Class + 1)}: {Number(ranking.Area ?? double.NaN)}.");
        if (view.Reliability is { } r) page.Say($"Calibration error {Number(r.Error ?? double.NaN)}; chance alone gives {Number(r.Chance ?? double.NaN)}.");
    }

    private static void Cost(Page page, Bench bench)
    {
        var cost = StepCost.Of(bench, new StepClock());
        page.Heading("Cost").Say($"An answer takes {Whole(cost.Forward)} multiply-adds, a step of {Whole(cost.Batch)} points {Whole(cost.Step)}, forward and backward.");
    }

    private static double[] Values(Curves curves, Func<CurvePoint, double?> of) => [.. curves.Points.Select(p => of(p) ?? double.NaN)];

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value) ? "–" : NumberText.Of(value, 4);
}
