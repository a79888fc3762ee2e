namespace Cajal.Training;

/// <summary>How much the gradients of batches differ: E|g_B − g|² / |g|², with g the mean over the batches.</summary>
/// <remarks>One over the batch size times a number that belongs to the weights: the "noise scale" of McCandlish and others (2018). Both
/// parts are estimated without bias from n batches: E|g_B − g|² by Σ|g_i − m|²/(n−1), |g|² by |m|² minus 1/n of that.</remarks>
internal static class GradientNoise
{
    private const int MostBatches = 16;

    /// <summary>At the present weights; 0 when one batch is all there is.</summary>
    public static double Measure(PreparedRun prepared)
    {
        var source = prepared.TrainingSource();
        int count = Math.Min(MostBatches, source.SizeOf(source.Count - 1) == source.BatchSize ? source.Count : source.Count - 1);
        if (count < 2) return 0;
        source.StartEpoch(0);
        var buffers = new BatchBuffers(source);
        var gradients = new double[count][];
        for (int b = 0; b < count; b++) gradients[b] = Of(prepared, buffers, b, source.BatchSize);
        double spread = 0, square = 0;
        for (int k = 0; k < gradients[0].Length; k++)
        {
            double mean = 0;
            foreach (double[] gradient in gradients) mean += gradient[k] / count;
            foreach (double[] gradient in gradients) spread += (gradient[k] - mean) * (gradient[k] - mean) / (count - 1);
            square += mean * mean;
        }
        double length = square - spread / count;
        // So noisy that nothing of the mean is left to measure.
        return length > 0 ? spread / length : double.PositiveInfinity;
    }

    /// <summary>Bytes of the values that forward and backward of one batch make.</summary>
    public static long StepBytes(PreparedRun prepared)
    {
        var source = prepared.TrainingSource();
        source.StartEpoch(0);
        var buffers = new BatchBuffers(source);
        var (x, targets) = buffers.Fill(0, 0, source.SizeOf(0));
        using var tape = Tape.Start();
        foreach (var turn in prepared.Objective.Turns) tape.Gradients(turn.Loss(x, targets));
        return tape.Nodes.Where(node => node.Op is not ViewOp).Sum(node => node.Outputs.Sum(output =>
            (long)output.Count * output.DType.Size()));
    }

    private static double[] Of(PreparedRun prepared, BatchBuffers buffers, int batch, int size)
    {
        var (x, targets) = buffers.Fill(batch, 0, size);
        using var tape = Tape.Start();
        var gradients = tape.Gradients(prepared.Objective.Turns[0].Loss(x, targets));
        return [.. prepared.Model.Network.Parameters.Where(gradients.Contains)
            .SelectMany(p => gradients[p].To(DType.Float64).ToArray<double>())];
    }
}
