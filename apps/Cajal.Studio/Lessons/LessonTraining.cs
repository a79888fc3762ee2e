using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>The training loop of the benches: all examples in every step.</summary>
internal static class LessonTraining
{
    /// <summary>Makes steps; returns the loss before each.</summary>
    /// <param name="optimizer">Moves the weights.</param>
    /// <param name="loss">What is made smaller.</param>
    /// <param name="steps">How many.</param>
    /// <param name="cancellation">Looked at in every step.</param>
    /// <param name="before">Called before each step with its number; false ends the training.</param>
    public static double[] Run(Optimizer optimizer, Func<Tensor> loss, int steps, CancellationToken cancellation, Func<int, bool>? before = null)
    {
        var step = new PlannedStep(_ =>
        {
            var value = loss();
            optimizer.Step(Tape.Recording!.Gradients(value));
            return [value];
        });
        var losses = new List<double>(steps);
        for (int i = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (before?.Invoke(i) == false) break;
            losses.Add(step.Run()[0].Item());
        }
        return [.. losses];
    }
}
