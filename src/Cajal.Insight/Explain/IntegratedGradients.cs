using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>x · the mean gradient on the way from 0 to x: what each input adds to the loss. The sum is the loss at x minus that at 0, but for the steps' width. Source: Sundararajan, Taly and Yan
/// (2017).</summary>
internal static class IntegratedGradients
{
    private const int Steps = 64;

    /// <summary>Taken in the middle of each step, with a tape for each, so that memory does not grow with the steps.</summary>
    /// <returns>The credit of each number of the example, and the loss at zeros.</returns>
    public static (double[] Credit, double AtZero) Of(Layer model, Tensor one, Tensor goal, Func<Tensor, Tensor, Tensor> loss)
    {
        double[] values = one.To(DType.Float64).ToArray<double>(), credit = new double[values.Length];
        for (int k = 0; k < Steps; k++)
        {
            using var tape = Tape.Start(Mode.Inference);
            var point = Tensor.From<double>([.. values.Select(v => v * (k + 0.5) / Steps)], one.Shape).To(one.DType);
            tape.Watch(point);
            double[] gradient = tape.Gradients(loss(model.Forward(point), goal))[point].To(DType.Float64).ToArray<double>();
            for (int i = 0; i < credit.Length; i++) credit[i] += gradient[i] * values[i] / Steps;
        }
        using (Tape.Start(Mode.Inference)) return (credit, loss(model.Forward(Tensor.Zeros(one.Shape, one.DType)), goal).Item());
    }
}
