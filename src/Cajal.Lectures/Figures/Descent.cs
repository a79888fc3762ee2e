using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The training loop of the figures: all examples in every step.</summary>
internal static class Descent
{
    /// <summary>Makes steps; returns the loss before each.</summary>
    /// <param name="optimizer">Moves the weights.</param>
    /// <param name="loss">What is made smaller.</param>
    /// <param name="steps">How many.</param>
    /// <param name="cancellation">Looked at in every step.</param>
    /// <param name="before">Called before each step with its number, outside of the record.</param>
    public static double[] Run(Optimizer optimizer, Func<Tensor> loss, int steps, CancellationToken cancellation, Action<int>? before = null)
    {
        var step = new PlannedStep(_ =>
        {
            var value = loss();
            optimizer.Step(Tape.Recording!.Gradients(value));
            return [value];
        });
        var losses = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            before?.Invoke(i);
            losses[i] = step.Run()[0].Item();
        }
        return losses;
    }

    /// <summary>Share of points on the right side: one logit each, labels 0 and 1.</summary>
    public static double Accuracy(Layer model, Tensor x, Tensor labels) =>
        (model.Forward(x).Reshape(-1) > 0).EqualTo(labels.Reshape(-1) > 0.5).To(DType.Float64).Mean().Item();
}
