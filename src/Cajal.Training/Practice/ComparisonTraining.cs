using System.Diagnostics;

namespace Cajal.Training;

/// <summary>Carries out one training of a comparison.</summary>
internal static class ComparisonTraining
{
    /// <summary>What came of it; null when it was cancelled.</summary>
    public static ComparisonCell? Run(ComparisonPlan plan, int setting, ulong seed, int fold, IProgress<TrainingEvent>? progress,
        CancellationToken cancellation)
    {
        var recipe = plan.Settings[setting].Recipe with
        {
            Seed = seed,
            Fold = plan.Folds > 1 ? $"{fold}/{plan.Folds}" : null,
            Split = null
        };
        var prepared = PreparedRun.Of(recipe);
        prepared.RequireTrainable();
        long began = Stopwatch.GetTimestamp();
        var cell = new ComparisonCell { Setting = setting, Seed = seed, Fold = fold, Parameters = ParametersOf(prepared) };
        var first = plan.MeasuresFirstGradient ? new FirstGradient(prepared.TrainingSource()) : null;
        TrainingResult training;
        try
        {
            training = prepared.Fit(prepared.CreateTrainer(null, first is null ? [] : [first]), progress, cancellation);
        }
        catch (RunException trouble)
        {
            return cell with { Trouble = trouble.Message, Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds };
        }
        if (training.Reason == StopReason.Cancelled) return null;
        try
        {
            return cell with
            {
                Seconds = training.Seconds,
                Epochs = training.Epochs,
                Steps = training.Steps,
                Training = prepared.Model.Evaluate(prepared.Train, prepared.Recipe.Metrics, cancellation),
                Validation = prepared.Model.Evaluate(prepared.Validation ?? prepared.Train, prepared.Recipe.Metrics, cancellation),
                FirstGradients = first?.Norms,
                StepBytes = GradientNoise.StepBytes(prepared),
                // At the first weights, which all settings share: the trained ones have hardly a gradient left to measure noise against.
                GradientNoise = plan.MeasuresNoise ? GradientNoise.Measure(prepared.With(prepared.Recipe)) : null,
            };
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static long ParametersOf(PreparedRun prepared) => prepared.Model.Network.Parameters.Sum(p => (long)p.Count);
}
