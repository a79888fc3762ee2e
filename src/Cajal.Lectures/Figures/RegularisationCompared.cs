using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Lectures;

/// <summary>The same network with every usual restraint, each as strong as the validation points like it best. Document 002.</summary>
internal sealed class RegularisationCompared() : LectureFigure("regularisation")
{
    private const int Steps = 2000;

    private static readonly double[] L2 = [0.003, 0.01, 0.03], L1 = [0.003, 0.01, 0.03], Rates = [0.2, 0.5, 0.8, 0.9];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        MoonsExperiment Run(double dropout, Penalty? penalty, int patience = 0) => new(dropout, penalty, Steps, patience, cancellation);
        // The strength with the least validation loss at the end; the test points take no part.
        (double Strength, MoonsExperiment Run) Best(double[] strengths, Func<double, MoonsExperiment> run) => strengths.Select(s => (s, Run: run(s))).MinBy(r => r.Run.ValidationLoss[^1]);
        var (l2, withL2) = Best(L2, s => Run(0, new L2Penalty(s)));
        var (l1, withL1) = Best(L1, s => Run(0, new L1Penalty(s)));
        var (rate, withDropout) = Best(Rates, s => Run(s, null));
        var (rateToo, both) = Best(Rates, s => Run(s, new L2Penalty(l2)));
        var sheet = new SmallMultiples("Unrestrained, the net is sure and often wrong; each restraint lowers its loss on new points", 3, 350, 330);
        var said = new List<string>();
        foreach (var (title, run) in new[]
        {
            ("none", Run(0, null)), ($"L2, λ = {Say(l2)}", withL2), ($"L1, λ = {Say(l1)}", withL1), ($"dropout {Say(rate)}", withDropout), ("early stopping", Run(0, null, patience: 20)), ($"L2 and dropout {Say(rateToo)}", both),
        })
        {
            sheet.Add(MoonsExperiment.TrainingPoints.Region($"{title}: test loss {Say(run.TestLoss, 2)}", run.Model, -2, 3, -1.6, 2.2));
            said.Add($"{title} {Percent(run.TrainAccuracy)}, {Percent(run.TestAccuracy)} and {Say(run.TestLoss)}");
        }
        string All(double[] strengths) => string.Join(", ", strengths.Select(s => Say(s)));
        return new(sheet, $"A 2-100-100-1 network and 40 noisy points, {Steps} steps of Adam, colour: the probability of class 1. Of each restraint the strength with the least loss on 400 validation points: λ of L2 from {All(L2)}, of L1 from {All(L1)}, " +
            $"dropout from {All(Rates)}. Right in training, right on 2,000 new points, and the loss there: {string.Join("; ", said)}.");
    }
}
