namespace Cajal.Studio;

/// <summary>When a run ends by itself.</summary>
internal static class StopRules
{
    /// <summary>The sentence of the first rule that holds after an epoch; null to go on.</summary>
    /// <param name="state">The rules.</param>
    /// <param name="epoch">The epoch that is over.</param>
    /// <param name="scores">How good the network is.</param>
    /// <param name="best">The best moment so far.</param>
    /// <param name="mistakes">What the perceptron's rule has counted; null for other rules.</param>
    public static string? Of(PlaygroundState state, int epoch, Scores scores, CurveBest? best, Mistakes? mistakes)
    {
        double accuracy = !double.IsNaN(scores.ValidationAccuracy) ? scores.ValidationAccuracy : double.IsNaN(scores.TestAccuracy) ? scores.TrainAccuracy : scores.TestAccuracy;
        return state.StopEpoch > 0 && epoch == state.StopEpoch ? $"Epoch {epoch} is over."
            : state.StopLoss > 0 && scores.TrainLoss <= state.StopLoss ? FormattableString.Invariant($"The training loss is at most {state.StopLoss} after epoch {epoch}.")
            : state.StopAccuracy > 0 && accuracy >= state.StopAccuracy ? FormattableString.Invariant($"The accuracy is at least {state.StopAccuracy} after epoch {epoch}.")
            : state.StopPatience > 0 && best is not null && epoch - best.Epoch == state.StopPatience
                ? FormattableString.Invariant($"The {best.By} loss has not got better for {state.StopPatience} epochs: its best, {best.Loss:G4}, was after epoch {best.Epoch} (step {best.Step}).")
            : mistakes?.CleanPass == epoch ? $"Pass {epoch} is the first without a mistake, after {mistakes.All} corrections: the perceptron's rule ends here."
            : null;
    }
}
