using System.Text.Json.Serialization;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The library's Doctor beside a playground: the same checks on the same evidence.</summary>
internal sealed class DoctorPanel
{
    private const int MostKept = 2000;

    private readonly List<NetworkLook> looks = [];
    private readonly List<EpochResult> epochs = [];
    private float[][] first = [];
    private Finding[] found = [];
    private LayerNames layers = new([]);

    /// <summary>A new training begins.</summary>
    public void Begin(Bench bench)
    {
        looks.Clear();
        epochs.Clear();
        found = [];
        first = [.. bench.Network.Parameters.Select(p => p.ToArray<float>())];
    }

    /// <summary>Takes in a look at the layers.</summary>
    public void See(NetworkLook look)
    {
        if (looks.Count > 0 && look.Step <= looks[^1].Step) return;
        looks.Add(look);
        if (looks.Count > MostKept) looks.RemoveRange(1, MostKept / 2);
    }

    /// <summary>Takes in an epoch. The trainer has no metric of its own here: Studio has judged all points already.</summary>
    public void See(EpochResult result, Scores scores)
    {
        if (epochs.Count > 0 && result.Epoch <= epochs[^1].Epoch) return;
        double accuracy = double.IsNaN(scores.ValidationLoss) ? scores.TestAccuracy : scores.ValidationAccuracy;
        epochs.Add(double.IsNaN(accuracy) ? result : new EpochResult
        {
            Epoch = result.Epoch,
            Step = result.Step,
            Loss = result.Loss,
            DataLoss = result.DataLoss,
            Penalties = result.Penalties,
            ZeroWeights = result.ZeroWeights,
            ValidationLoss = result.ValidationLoss,
            Metrics = [new("accuracy", accuracy)],
            LearningRate = result.LearningRate,
            ExamplesPerSecond = result.ExamplesPerSecond,
            Seconds = result.Seconds,
        });
        if (epochs.Count > MostKept) epochs.RemoveRange(1, MostKept / 2);
    }

    /// <summary>Forgets what came after a step.</summary>
    public void CutAfter(long step)
    {
        looks.RemoveAll(l => l.Step > step);
        epochs.RemoveAll(e => e.Step > step);
    }

    /// <summary>The checks that can speak while training goes on: quick, nothing is tried.</summary>
    public Advice Glance(Bench bench)
    {
        var examination = Examine(bench, isRunning: true);
        Show([.. Catalogue.All.Where(c => c.IsLive).Select(c => Diagnosis.Examine(c, examination)).OfType<Finding>()]);
        return Written(found.Length == 0 ? "Nothing found so far." : found[0].Symptom, isFull: false);
    }

    /// <summary>All checks, with short trainings where they need them; the training stands as it was afterwards.</summary>
    public Advice Ask(Bench bench)
    {
        var verdict = Judge(bench);
        Show([.. verdict.All]);
        return Written(verdict.Headline, isFull: true);
    }

    /// <summary>What all checks together say, roots first.</summary>
    public Verdict Judge(Bench bench) => Diagnosis.Of(Examine(bench, isRunning: false));

    /// <summary>The state with a prescription applied.</summary>
    /// <exception cref="ArgumentException">There is no such prescription, or a person must carry it out.</exception>
    public PlaygroundState Try(PlaygroundState state, int finding, int prescription)
    {
        if (finding < 0 || finding >= found.Length || prescription < 0 || prescription >= found[finding].Prescriptions.Count)
            throw new ArgumentException("The Doctor has said something else by now; look at the panel again.");
        return Cure.Apply(state, found[finding].Prescriptions[prescription]) ?? throw new ArgumentException("This is for a person to do: no setting of the playground says it.");
    }

    // The examination begins with the network as it was before its first update.
    private Examination Examine(Bench bench, bool isRunning)
    {
        layers = new LayerNames(bench.Layers);
        var now = bench.Snapshot();
        bench.Restore(bench.Fresh);
        foreach (var (parameter, values) in bench.Network.Parameters.Zip(first)) parameter.Assign(values);
        try
        {
            return new Examination(bench.Trainer, bench.Train, bench.Judge) { Looks = [.. looks], Epochs = [.. epochs], IsTrained = now.Numbers.Step > 0, IsRunning = isRunning };
        }
        finally
        {
            bench.Restore(now);
            // The examination has read the examples in an order of its own.
            bench.Train.StartEpoch(bench.Trainer.Position.Epoch);
        }
    }

    private void Show(Finding[] findings) => found = [.. findings.OrderByDescending(f => f.Severity)];

    private Advice Written(string headline, bool isFull) => new()
    {
        Headline = layers.Told(headline),
        IsFull = isFull,
        Findings = [.. found.Select(f => new AdviceFinding
        {
            Code = f.Code,
            Name = f.Name,
            Severity = f.Severity.ToString().ToLowerInvariant(),
            Symptom = layers.Told(f.Symptom),
            Evidence = [.. f.Evidence.Select(e => EvidenceView.Of(e with { Quantity = layers.Told(e.Quantity), Window = layers.Told(e.Window) }))],
            Course = f.Evidence.FirstOrDefault(e => e.Course.Count > 1)?.Course.Select(c => new[] { c.At, c.Value }).ToArray(),
            Places = [.. f.Places.Select(layers.Told)],
            Layers = [.. f.Places.Select(layers.LayerOf).OfType<int>().Distinct()],
            Causes = [.. f.Causes.Select(c => layers.Told(c.Name))],
            NotExcluded = [.. f.NotExcluded.Select(layers.Told)],
            Prescriptions = [.. f.Prescriptions.Select(p => new AdvicePrescription(layers.Told(p.Text), Cure.Apply(new PlaygroundState(), p) is not null))],
        })],
    };
}

/// <summary>What the Doctor says, as it travels.</summary>
internal sealed record Advice
{
    /// <summary>Marks the message.</summary>
    public string Is => "advice";

    /// <summary>The first line.</summary>
    [JsonConverter(typeof(Spoken))]
    public required string Headline { get; init; }

    /// <summary>Whether all checks were made.</summary>
    public required bool IsFull { get; init; }

    /// <summary>The findings, the gravest first.</summary>
    public required IReadOnlyList<AdviceFinding> Findings { get; init; }
}

/// <summary>A finding as it travels.</summary>
internal sealed record AdviceFinding
{
    /// <summary>Short name in the catalogue.</summary>
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    [JsonConverter(typeof(Spoken))]
    public required string Name { get; init; }

    /// <summary>note, warning or error.</summary>
    public required string Severity { get; init; }

    /// <summary>What is seen.</summary>
    [JsonConverter(typeof(Spoken))]
    public required string Symptom { get; init; }

    /// <summary>The numbers it rests on.</summary>
    public required IReadOnlyList<EvidenceView> Evidence { get; init; }

    /// <summary>The telling number over time, pairs of place and value; null without.</summary>
    public double[][]? Course { get; init; }

    /// <summary>Where.</summary>
    [JsonConverter(typeof(SpokenList))]
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>Layers that the places name, from 0.</summary>
    public required IReadOnlyList<int> Layers { get; init; }

    /// <summary>What may be behind it.</summary>
    [JsonConverter(typeof(SpokenList))]
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>What else it could be.</summary>
    [JsonConverter(typeof(SpokenList))]
    public required IReadOnlyList<string> NotExcluded { get; init; }

    /// <summary>What to do.</summary>
    public required IReadOnlyList<AdvicePrescription> Prescriptions { get; init; }
}

/// <summary>A prescription, and whether the playground can carry it out.</summary>
internal sealed record AdvicePrescription([property: JsonConverter(typeof(Spoken))] string Text, bool CanTry);
