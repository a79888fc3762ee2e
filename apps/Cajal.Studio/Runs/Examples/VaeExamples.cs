using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The examples of a variational autoencoder: their codes, and what is decoded from these.</summary>
/// <param name="run">The run.</param>
/// <param name="model">Its model.</param>
internal sealed class VaeExamples(GenerativeRun run, Vae model) : MakerExamples(run)
{
    private const string Code = "code";

    /// <inheritdoc/>
    public override ExamplePoints Points(string? place)
    {
        int[] rows = Some(Projection.MostPoints);
        var places = new Places(rows.Length);
        using var tape = Tape.Start(Mode.Inference);
        var (x, labels) = Read(rows);
        places.Put("inputs", 0, x);
        var mean = places.Watch(model, 0, rows.Length, () => model.Encode(x, labels).Mean);
        places.Put(Code, 0, mean);
        places.Watch(model, 0, rows.Length, () => model.Decode(mean, labels));
        return PointsOf(rows, places, place ?? Code);
    }

    /// <inheritdoc/>
    public override WorstExamples Worst() =>
        WorstRestored((x, labels, _) => model.Decode(model.Encode(x, labels).Mean, labels), "Each was decoded from the middle of its code.");
}
