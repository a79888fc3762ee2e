using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>One training of a trial: its course, and how each example is answered at its end.</summary>
public sealed class TrialCurve
{
    private TrialCurve(Recipe recipe) => Recipe = recipe;

    /// <summary>What was trained.</summary>
    public Recipe Recipe { get; }

    /// <summary>The epochs.</summary>
    public IReadOnlyList<EpochResult> History { get; private init; } = [];

    /// <summary>Epochs trained.</summary>
    public int Epochs => History.Count;

    /// <summary>Which examples it is judged on: <c>validation</c>, or <c>training</c> where none were set aside.</summary>
    public string JudgedOn { get; private init; } = "validation";

    /// <summary>What ended training before its time; null when nothing did.</summary>
    public string? Trouble { get; private init; }

    /// <summary>Mean loss of the examples it is judged on.</summary>
    public double Loss => Losses.Length == 0 ? double.NaN : Losses.Average();

    /// <summary>Loss of each of those examples.</summary>
    internal double[] Losses { get; private init; } = [];

    /// <summary>1 for each that is answered rightly, else 0; empty for numbers.</summary>
    internal double[] Right { get; private init; } = [];

    /// <summary>Trains a recipe in memory, in as many epochs as a budget allows.</summary>
    internal static TrialCurve Train(Recipe recipe, TimeSpan budget, IProgress<TrainingEvent>? progress, CancellationToken cancellation)
    {
        var prepared = IPreparedTraining.Of(recipe);
        var trainer = prepared.CreateTrainer();
        var history = new List<EpochResult>();
        var told = new Tee(progress, history);
        string? trouble = null;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var validation = prepared.ValidationSource();
        var source = prepared.TrainingSource();
        try
        {
            // The first epoch says how many the budget pays for; training then goes on as if nothing had been asked.
            trainer.Fit(source, 1, validation, told, cancellation);
            int epochs = (int)Math.Clamp(budget / clock.Elapsed, 1, prepared.Recipe.Epochs!.Value);
            if (epochs > 1 && trainer.StopSentence is null) trainer.Fit(source, epochs, validation, told, cancellation);
        }
        catch (RunException e)
        {
            trouble = e.Message;
        }
        cancellation.ThrowIfCancellationRequested();
        if (trouble is not null) return new TrialCurve(prepared.Recipe) { History = history, Trouble = trouble };
        var examination = new Examination(trainer, source, validation, asked: prepared.AskedSource()) { IsTrained = true };
        var answers = examination.ValidationAnswers ?? examination.Answers;
        return new TrialCurve(prepared.Recipe)
        {
            History = history,
            JudgedOn = validation is null ? "training" : "validation",
            Losses = answers.Losses,
            Right = examination.Task.Kind is null or TaskKind.Numbers ? [] : answers.Right(examination.Task.Kind.Value),
        };
    }

    private sealed class Tee(IProgress<TrainingEvent>? progress, List<EpochResult> history) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value)
        {
            if (value is EpochEnded ended) history.Add(ended.Result);
            progress?.Report(value);
        }
    }
}
