using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A classifier that was trained on true pictures judges made ones: of how many it is <c>sure</c> (p > 0.9), how many it takes for
/// what was asked for (<c>as-asked</c>), and how frequent the <c>rarest-class</c> is among them.</summary>
/// <remarks>What is told is p > 0.9 of a network that is right nearly always on true pictures; it does not tell whether pictures of a class
/// differ from each other.</remarks>
internal static class PictureJudge
{
    private const int Made = 1000, Steps = 1500, Batch = 64, LeastSide = 12;
    private const double Sure = 0.9;

    /// <summary>The figures of a thousand pictures.</summary>
    /// <param name="truth">True pictures and their classes, scaled as the model takes them.</param>
    /// <param name="passage">Makes pictures.</param>
    /// <param name="seed">Decides the judge's weights and order.</param>
    public static IReadOnlyList<NamedFigure> Figures(Passage passage, Examples truth, ulong seed)
    {
        var shape = truth.ExampleShape;
        bool isSquare = shape[shape.Rank - 1] == shape[shape.Rank - 2] && shape[shape.Rank - 1] >= LeastSide;
        var rng = new Rng(seed).Fork("judge");
        var judge = ModelCatalog.Parse(isSquare ? "lenet" : "resnet(width=8,stages=2,blocks=1)")(shape, truth.ClassCount, rng);
        var batches = Batches.Shuffled(truth, Math.Min(Batch, truth.Count), seed);
        new Trainer(judge, (logits, targets) => logits.CrossEntropy(Passage.ClassesOf(targets)), new Adam(judge.Parameters, 2e-3))
            .Fit(batches, Math.Max(1, Steps / batches.Count));
        using var tape = Tape.Start(Mode.Inference);
        var (pictures, asked) = passage.Sample(Made, rng.Fork("made"), arePictures: true);
        var chances = judge.Forward(pictures.Reshape(shape.Insert(0, Made).ToArray())).Softmax(1);
        float[] most = chances.Max(1).ToArray<float>();
        long[] taken = chances.ArgMax(1).ToArray<long>();
        double rarest = Enumerable.Range(0, truth.ClassCount).Min(c => taken.Count(t => t == c)) / (double)Made;
        NamedFigure sure = new("sure", most.Count(p => p > Sure) / (double)Made), rare = new("rarest-class", rarest);
        if (asked is null) return [sure, rare];
        long[] wanted = asked.To(DType.Int64).ToArray<long>();
        return [sure, new NamedFigure("as-asked", taken.Where((t, i) => t == wanted[i]).Count() / (double)Made), rare];
    }
}
