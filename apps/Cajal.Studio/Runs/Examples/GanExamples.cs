using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>True and made examples of a GAN, as its discriminator sees them.</summary>
/// <param name="run">The run.</param>
/// <param name="model">Its model.</param>
internal sealed class GanExamples(GenerativeRun run, Gan model) : MakerExamples(run)
{
    /// <inheritdoc/>
    public override ExamplePoints Points(string? place)
    {
        int[] rows = Some(Projection.MostPoints / 2);
        int count = rows.Length;
        var places = new Places(2 * count);
        using var tape = Tape.Start(Mode.Inference);
        var (truth, labels) = Read(rows);
        // Made ones of the same classes.
        var x = Tensor.Concatenate([truth, model.Sample(count, new Rng(Seed).Fork("beside"), labels)], 0);
        places.Put("inputs", 0, x);
        float[] odds = places.Watch(model.Discriminator, 0, 2 * count, () => model.Judge(x, labels is null ? null : Tensor.Concatenate([labels, labels], 0))).ToArray<float>();
        place ??= places.BeforeLast(model.Discriminator);
        return new ExamplePoints
        {
            Values = places[place],
            Layers = places.Names,
            Layer = place,
            Sentence = $"{count} true examples and {count} that the model has made, as its discriminator sees them; where it learns no more, the two lie among each other.",
            What = "example",
            Rows = [.. rows.Select(r => r + 1), .. Enumerable.Range(1, count)],
            Classes = [.. Enumerable.Range(0, 2 * count).Select(i => i < count ? 0 : 1)],
            Answers = [.. odds.Select(o => float.IsNaN(o) ? -1 : o > 0 ? 0 : 1)],
            ClassNames = ["trueExample", "madeExample"],
            NamesAreWords = true,
        };
    }

    /// <inheritdoc/>
    public override WorstExamples Worst() =>
        new("A GAN makes examples from noise and knows no way from an example back to noise, so none can be restored badly. The projection shows how far made examples are from true ones.", [], []);
}
