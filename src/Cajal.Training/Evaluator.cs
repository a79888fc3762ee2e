using System.Globalization;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Loss and metrics of a model on examples it is not trained on.</summary>
/// <param name="Loss">Data loss, the mean over examples.</param>
/// <param name="Metrics">The metrics in their order.</param>
/// <param name="Examples">Number of examples.</param>
public sealed record Evaluation(double Loss, IReadOnlyList<NamedFigure> Metrics, int Examples)
{
    /// <summary>A metric by its name, or <c>loss</c>.</summary>
    /// <exception cref="ArgumentException">No such metric; the message names the nearest.</exception>
    public double this[string name]
    {
        get
        {
            if (name == "loss") return Loss;
            foreach (var figure in Metrics)
                if (figure.Name == name) return figure.Value;
            throw new ArgumentException(NearestName.Unknown("metric", name, Metrics.Select(m => m.Name).Prepend("loss")));
        }
    }

    /// <summary>For example <c>accuracy 0.9795, loss 0.0652 on 2000 examples</c>.</summary>
    public override string ToString() =>
        string.Concat(Metrics.Select(m => $"{m}, ")) + string.Create(CultureInfo.InvariantCulture,
            $"loss {Loss:G4} on {Examples} examples");
}

/// <summary>Goes through all batches once in inference mode.</summary>
internal sealed class Evaluator(Layer model, Func<Tensor, Tensor, Tensor> loss, IReadOnlyList<Metric> metrics,
    Func<Tensor, Tensor>? toUnits, BatchSource source)
{
    private readonly BatchBuffers buffers = new(source);

    /// <summary>The figures; null when it was cancelled on the way.</summary>
    public Evaluation? Run(CancellationToken cancellation)
    {
        foreach (var metric in metrics) metric.Reset();
        source.StartEpoch(0);
        double sum = 0;
        for (int batch = 0; batch < source.Count; batch++)
        {
            if (cancellation.IsCancellationRequested) return null;
            int count = source.SizeOf(batch);
            var (inputs, targets) = buffers.Fill(batch, 0, count);
            // The tape is open for its pool only: the values of a batch are given back when it ends.
            using var tape = Tape.Start(Mode.Inference);
            var outputs = model.Forward(inputs);
            sum += loss(outputs, targets).Item() * count;
            if (metrics.Count == 0) continue;
            var (y, t) = toUnits is null ? (outputs, (Tensor)targets) : (toUnits(outputs), toUnits(targets));
            foreach (var metric in metrics) metric.Update(y, t);
        }
        return new Evaluation(sum / source.ExampleCount, [.. metrics.Select(m => new NamedFigure(m.Name, m.Result))], source.ExampleCount);
    }
}
