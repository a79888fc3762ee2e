using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What the first weights make of some training rows: how far signals vary from row to row in each layer, which units are one and the same, and the loss.</summary>
/// <param name="Loss">The loss without penalties.</param>
/// <param name="Penalty">What penalties add to it.</param>
/// <param name="InputSpread">Spread of the inputs over rows, the root mean square over columns.</param>
/// <param name="Outputs">[N, …], what the model gives.</param>
/// <param name="Layers">Linear and convolutional layers in the order they ran.</param>
/// <param name="Twins">Weights of which most units have a twin: the same incoming weights and the same gradient.</param>
/// <param name="Climb">Σ gradient · step over the product of their lengths for the first step of an optimizer that is not the house's own; below 0 where it goes down.</param>
internal sealed record FirstSignals(double Loss, double Penalty, double InputSpread, Tensor Outputs, IReadOnlyList<SignalLayer> Layers, IReadOnlyList<TwinUnits> Twins,
    double? Climb)
{
    /// <summary>Records the loss once.</summary>
    /// <param name="trainer">Whose network it is.</param>
    /// <param name="probe">Rows as it is trained on them, and their targets.</param>
    /// <param name="asked">Rows as the network answers them.</param>
    public static FirstSignals Of(Trainer trainer, (Tensor Inputs, Tensor Targets) probe, Tensor asked)
    {
        var outputs = Answer(trainer, asked);
        var inputs = probe.Inputs;
        return new NetworkProbe(trainer).Read(inputs, probe.Targets, (record, penalised) =>
        {
            double loss = record.Count > 0 && record[^1].Outputs[0].Count == 1 ? record[^1].Outputs[0].To(DType.Float64).Item() : double.NaN;
            SignalLayer[] layers = [.. WatchedLayer.Of(trainer.Model, record)
                .Where(l => l.PreActivations is { Rank: >= 2 } && l.Module is Linear or ConvolutionLayer)
                .Select(SignalLayer.Of)];
            return new FirstSignals(loss, penalised.To(DType.Float64).Item() - loss, inputs.DType.IsFloat() ? SignalLayer.SpreadOverRows(inputs) : double.NaN, outputs, layers, TwinUnits.Of(trainer, penalised), ClimbOf(trainer, penalised));
        });
    }

    /// <summary>Loss of outputs that favour nothing: 0, or equal probabilities where the model gives probabilities.</summary>
    public static double? ChanceOf(Func<Tensor, Tensor, Tensor> loss, Tensor targets, Tensor outputs, TaskFacts task)
    {
        if (task.Kind is null) return null;
        double answer = task.OutputOp switch
        {
            "Sigmoid" => 0.5,
            "Softmax" => 1.0 / task.Classes,
            "LogSoftmax" => -Math.Log(task.Classes),
            _ => 0,
        };
        try
        {
            double value = loss(Tensor.Full(outputs.Shape, answer, outputs.DType), targets).Item();
            return double.IsFinite(value) && value > 0 ? value : null;
        }
        catch (ArgumentException)
        {
            // A loss of the user's own that takes no such outputs.
            return null;
        }
    }

    private static double? ClimbOf(Trainer trainer, Tensor loss)
    {
        if (!SourceLines.IsForeign(trainer.Optimizer.GetType())) return null;
        using var journal = new UpdateJournal();
        var gradients = Tape.Recording!.Gradients(loss);
        var moved = trainer.Optimizer.Parameters.Where(p => p.Trainable && gradients.TryGet(p, out _)).Select(p => (Parameter: p, Before: p.To(DType.Float64).ToArray<double>(),
            Slope: gradients[p].To(DType.Float64).ToArray<double>())).ToArray();
        trainer.Optimizer.Step(gradients);
        double product = 0, slopes = 0, steps = 0;
        foreach (var (parameter, before, slope) in moved)
        {
            double[] after = parameter.To(DType.Float64).ToArray<double>();
            for (int i = 0; i < after.Length; i++)
            {
                double step = after[i] - before[i];
                product += slope[i] * step;
                slopes += slope[i] * slope[i];
                steps += step * step;
            }
        }
        return slopes == 0 || steps == 0 ? null : product / Math.Sqrt(slopes * steps);
    }

    private static Tensor Answer(Trainer trainer, Tensor inputs)
    {
        using var tape = Tape.Start(Mode.Inference);
        return trainer.Model.Forward(inputs).Keep();
    }
}

/// <summary>A layer at its first weights.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Function">The function after it; null for none.</param>
/// <param name="Gain">√(mean W² · fan-in): how much wider sums of independent inputs of spread 1 become.</param>
/// <param name="Spread">How far its pre-activations vary from row to row, the root mean square over units.</param>
internal sealed record SignalLayer(string Name, string Kind, string? Function, double Gain, double Spread)
{
    /// <summary>The gain that keeps a signal as wide as it was.</summary>
    public double SuitedGain => Function is "relu" or "leaky-relu" or "elu" or "gelu" or "gelu-tanh" or "silu" or "softplus" or "mish" ? Math.Sqrt(2) : 1;

    /// <summary>Reads a layer.</summary>
    public static SignalLayer Of(WatchedLayer layer)
    {
        var weight = layer.Parameters.MaxBy(p => p.Rank)!;
        double square = TensorNorm.SumOfSquares(weight) / weight.Count;
        return new SignalLayer(layer.Name, layer.Module.GetType().Name, layer.Function, Math.Sqrt(square * weight.Count / Math.Max(1, weight.Shape[0])), SpreadOverRows(layer.PreActivations!));
    }

    /// <summary>√ of the mean over numbers of a row of their variance over rows.      [N, …]</summary>
    public static double SpreadOverRows(Tensor z)
    {
        float[] all = z.To(DType.Float32).ToArray<float>();
        int rows = z.Shape[0], width = all.Length / Math.Max(1, rows);
        double sum = 0;
        for (int c = 0; c < width; c++)
        {
            double mean = 0, square = 0;
            for (int i = 0; i < rows; i++) mean += all[i * width + c];
            mean /= rows;
            for (int i = 0; i < rows; i++) square += (all[i * width + c] - mean) * (all[i * width + c] - mean);
            sum += square / rows;
        }
        return Math.Sqrt(sum / Math.Max(1, width));
    }
}
