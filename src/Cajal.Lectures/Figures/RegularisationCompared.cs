using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Lectures;

/// <summary>The same network with every usual restraint. Document 002.</summary>
internal sealed class RegularisationCompared() : LectureFigure("regularisation")
{
    private const int Steps = 2000;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("Without restraint the boundary winds around single points; every restraint draws another one", 3, 350, 330);
        var said = new List<string>();
        foreach (var (title, dropout, penalty, patience) in new (string, double, Penalty?, int)[]
        {
            ("none", 0, null, 0), ("L2, λ = 0.01", 0, new L2Penalty(0.01), 0), ("L1, λ = 0.004", 0, new L1Penalty(0.004), 0),
            ("dropout 0.5", 0.5, null, 0), ("early stopping", 0, null, 20), ("L2 and dropout", 0.5, new L2Penalty(0.01), 0),
        })
        {
            var run = new MoonsExperiment(dropout, penalty, Steps, patience, cancellation);
            var surface = Surface.Of(x => run.Model.Forward(x).Sigmoid(), -2, 3, -1.6, 2.2);
            var chart = new Chart($"{title}: test {Percent(run.TestAccuracy)}", "x₁", "x₂").Probability(surface).Level("boundary", surface, 0.5, colour: 2);
            MoonsExperiment.TrainingPoints.Draw(chart, size: 7);
            sheet.Add(chart.RangeX(-2, 3).RangeY(-1.6, 2.2));
            said.Add($"{title} {Percent(run.TrainAccuracy)} and {Percent(run.TestAccuracy)}");
        }
        return new(sheet, $"A 2-100-100-1 network and 40 noisy points, {Steps} steps of Adam, colour: the probability of class 1. Right in training and on 2,000 new points: {string.Join("; ", said)}.");
    }
}
