using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Takes the signals of a run one by one, and writes what belongs to each onto a page.</summary>
internal sealed class TrustSignals
{
    // As for groups (C2): five points, or a fifth of the error of numbers, and surely more than nothing.
    private const double Points = 0.05, Share = 0.2;

    private readonly RunParts parts;
    private readonly Run run;
    private readonly Page page;
    private readonly List<TrustSignal> signals = [];

    private TrustSignals(Run run)
    {
        (this.run, parts) = (run, new RunParts(run, 20));
        page = new Page($"{ReportSource.Of(run).Name}: can it be trusted?");
    }

    public static Trust Of(Run run, string? group)
    {
        var all = new TrustSignals(run);
        all.OfParts();
        all.OfBaselines();
        all.OfCourse();
        all.OfCalibration();
        all.OfIntervals();
        all.OfGroups(group);
        all.OfDrift();
        all.OfImportance();
        all.OfSeeds();
        WorstSection.Add(all.page, all.parts.Validation);
        return new(all.signals, all.page);
    }

    private void Add(string name, bool? agrees, string sentence) => signals.Add(new(name, agrees, sentence));

    // Training, validation and test part beside each other.
    private void OfParts()
    {
        JudgedPart[] judged = [parts.Train, .. parts.Split.Validation.Count > 0 ? [parts.Validation] : Array.Empty<JudgedPart>(), .. parts.Test is { } test ? [test] : Array.Empty<JudgedPart>()];
        bool areShares = parts.Train.IsClassification;
        string Number(double value) => areShares ? Words.Percent(value) : Words.Number(value);
        var rng = new Rng(run.Recipe.Seed).Fork("trust");
        double[][] errors = [.. judged.Select(p => p.Errors())];
        page.Heading("Part by part").Table(["part", "examples", areShares ? "error (share of wrong answers)" : "error (mean distance from the truth)", "95 % interval"], judged.Select((p, i) =>
        {
            var interval = areShares ? Interval.OfShare(errors[i].Sum(), p.Count) : Interval.OfMean(errors[i], rng);
            return (IReadOnlyList<string>)[p.Name, Words.Whole(p.Count), Number(errors[i].Average()), $"{Number(interval.Low)} to {Number(interval.High)}"];
        }));
        for (int i = 1; i < judged.Length; i++)
        {
            double difference = errors[i].Average() - errors[i - 1].Average();
            var interval = Interval.OfDifference(errors[i], errors[i - 1], rng);
            double least = areShares ? Points : Share * errors[i - 1].Average();
            // Worse than before; when the test part is answered better than the validation part, nobody is deceived.
            bool isWorse = interval.Low > 0 && difference >= least;
            Add($"{judged[i - 1].Name} and {judged[i].Name}", !isWorse, $"error {Number(errors[i - 1].Average())} and {Number(errors[i].Average())}, a difference between {Number(interval.Low)} and {Number(interval.High)}");
        }
    }

    private void OfBaselines()
    {
        const string Name = "better than simple answers";
        if (run.Result is not { Baselines.Count: > 0 } result)
        {
            Add(Name, null, "the run is not finished");
            return;
        }
        var first = result.Figures.Metrics[0];
        bool higher = Metrics.Create(first.Name).HigherIsBetter;
        var rivals = result.Baselines.SelectMany(b => b.Metrics.Where(m => m.Name == first.Name).Select(m => (b.Name, m.Value))).ToArray();
        if (rivals.Length == 0) return;
        var best = higher ? rivals.MaxBy(r => r.Value) : rivals.MinBy(r => r.Value);
        // A share is surely above another when that lies outside of its interval.
        bool isBetter = first.Name == "accuracy" ? Interval.OfShare(first.Value * result.Figures.Examples, result.Figures.Examples).Low > best.Value
            : higher ? first.Value > best.Value : first.Value < best.Value;
        Add(Name, isBetter, $"{first.Name} {Words.Number(first.Value)}; {best.Name} {Words.Number(best.Value)}");
    }

    private void OfCourse()
    {
        if (MetricTrend.Of(ReportSource.Of(run)) is { } trend) Add("loss and metric", !trend.Disagree, trend.Sentence);
        else Add("loss and metric", null, "too few epochs, or no metric was taken after each");
    }

    private void OfCalibration()
    {
        if (!parts.Validation.IsClassification) return;
        if (CalibrationCheck.Of(parts.Validation, () => Logits.Of(run.Model, parts.Validation.Examples)) is not { } check)
        {
            Add("calibration", null, "the network gives no probabilities");
            return;
        }
        page.Heading("Calibration").Draw(Chart.Reliability("Is it as often right as it says?").Reliability("this network", check.Calibration)).Say(check.Sentence);
        page.Table(["said", "right", "95 % interval", "examples"], check.Calibration.Bins.Select(b =>
        {
            var interval = Interval.OfShare(b.Right * b.Count, b.Count);
            return (IReadOnlyList<string>)[Words.Percent(b.Said), Words.Percent(b.Right), $"{Words.Percent(interval.Low)} to {Words.Percent(interval.High)}", Words.Whole(b.Count)];
        }));
        Add("calibration", !check.IsOff, check.Sentence);
    }

    private void OfIntervals()
    {
        if (parts.Validation.IsClassification) return;
        if (run.Model.Summary?.Residuals is not { Length: >= 10 } || parts.Test is not { } test)
        {
            Add("intervals", null, "there are too few validation examples, or no test part");
            return;
        }
        var coverage = IntervalCoverage.Of(PredictionInterval.Of(run.Model, 0.9), test);
        Add("intervals", coverage.Interval.High >= coverage.Level, coverage.Sentence);
    }

    private void OfGroups(string? column)
    {
        if (column is null && !parts.Validation.IsClassification)
        {
            Add("groups", null, "no column was named to group by");
            return;
        }
        var groups = Subgroups.Of(parts.Validation, Grouping.Of(parts.Data, run.Recipe.Data, run.Recipe.DataOptions, column ?? parts.Data.Targets!.Name), run.Recipe.Seed);
        groups.Add(page.Heading($"Groups by {groups.Column}"));
        Add(column is null ? "classes" : $"groups of {groups.Column}", groups.Groups.All(g => !g.Pays), groups.Sentence);
    }

    private void OfDrift()
    {
        const string Name = "training and validation inputs";
        if (run.Model.Summary is null || parts.Split.Validation.Count == 0) Add(Name, null, "the model was saved without a summary, or there is no validation part");
        else Add(Name, Drift.Of(run.Model, parts.Data, parts.Validation.Rows) is var drift && !drift.Drifted.Any(), drift.Sentence);
    }

    private void OfImportance()
    {
        try
        {
            var importance = Importance.Of(parts.Validation, 3, run.Recipe.Seed);
            importance.Add(page.Heading("What the answers rest on"));
            Add("inputs", importance.Inputs.Any(i => i.Matters), importance.Sentence);
        }
        catch (ArgumentException e)
        {
            Add("inputs", null, e.Message);
        }
    }

    private void OfSeeds()
    {
        const string Name = "other seeds";
        string figure = run.Result?.Figures.Metrics is [var first, ..] ? first.Name : "loss";
        var spread = SeedSpread.Of(run, figure);
        if (run.Result is not { } result || spread.Count < 2)
        {
            Add(Name, null, "no finished run of the same recipe with another seed lies beside this one");
            return;
        }
        // Two deviations hold nearly all seeds.
        bool isUsual = Math.Abs(result.Figures[figure] - spread.Mean) <= 2 * spread.Deviation;
        Add(Name, isUsual, $"{figure} {Words.Number(result.Figures[figure])} here; {spread.Count} seeds have {Words.Number(spread.Mean)} ± {Words.Number(spread.Deviation)}");
    }
}
