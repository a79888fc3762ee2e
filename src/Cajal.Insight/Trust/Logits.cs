using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What a classifier says before probabilities are made of it: p = softmax(z), a row of z for each example.</summary>
internal static class Logits
{
    // What is left of a probability that was rounded to 0.
    private const double Least = 1e-30;

    /// <summary>The rows, [N][classes].</summary>
    /// <exception cref="ArgumentException">The network gives no probabilities.</exception>
    public static double[][] Of(TrainedModel model, Examples examples)
    {
        var source = model.Suited(Batches.InOrder(examples, TrainedModel.BatchSize));
        var buffers = new BatchBuffers(source);
        bool areProbabilities = model.Spec.Output is "sigmoid" or "softmax";
        var rows = new List<double[]>(examples.Count);
        for (int batch = 0; batch < source.Count; batch++)
        {
            var inputs = buffers.FillInputs(batch, source.SizeOf(batch));
            using var tape = Tape.Start(Mode.Inference);
            float[] outputs = model.Network.Forward(inputs).ToArray<float>();
            rows.AddRange(outputs.Chunk(model.Spec.Outputs).Select(y => y.Length == 1 ? Single(y[0], areProbabilities) : [.. y.Select(v => areProbabilities ? Math.Log(Math.Max(v, Least)) : v)]));
        }
        return [.. rows];
    }

    // p = 1/(1 + e^−z) is the softmax of 0 and z.
    private static double[] Single(double y, bool isProbability) => [0, isProbability ? Math.Log(Math.Max(y, Least)) - Math.Log(Math.Max(1 - y, Least)) : y];
}
