using System.Globalization;
using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>The examples of a run that answers questions: what layers make of them, and those whose answer is farthest from the truth.</summary>
/// <param name="run">The run.</param>
internal sealed class AnsweredExamples(OpenedRun run) : IRunExamples
{
    private readonly JudgedPart part = run.Judge();

    /// <inheritdoc/>
    public ExamplePoints Points(string? place)
    {
        int[] shown = RunExamples.Spread(part.Count, Projection.MostPoints);
        var places = PlacesOf(shown);
        place ??= places.BeforeLast(run.Network);
        bool areClasses = part.IsClassification;
        return new ExamplePoints
        {
            Values = places[place],
            Layers = places.Names,
            Layer = place,
            Sentence = $"{shown.Length} of the {part.All} examples of the {part.Name} part.",
            Rows = [.. shown.Select(i => part.Rows[i] + 1)],
            Classes = areClasses ? [.. shown.Select(part.Label)] : [],
            Answers = areClasses ? [.. shown.Select(part.Answers.Label)] : [],
            Targets = areClasses ? [] : [.. shown.Select(part.Value)],
            ClassNames = areClasses ? [.. part.Answers.ClassNames] : [],
        };
    }

    /// <inheritdoc/>
    public WorstExamples Worst()
    {
        string measure = !part.IsClassification ? "the distance to the truth" : part.Answers.HasProbabilities ? "−log of the probability of the true class" : "minus the score of the true class";
        var cells = new ExampleCells(part.Data.Features);
        return new WorstExamples($"{part.Sentence}; the loss is {measure}.", cells.Names, [.. WorstExamples.Places(Enumerable.Range(0, part.Count).Select(LossOf)).Select(w => new WorstExample
        {
            Row = part.Rows[w.Place] + 1,
            Loss = w.Loss,
            Target = part.IsClassification ? part.Answers.ClassNames[part.Label(w.Place)] : ExampleCells.Text(part.Value(w.Place)),
            Answer = AnswerOf(w.Place),
            Picture = cells.PictureOf(part.Rows[w.Place]),
            Cells = cells.Of(part.Rows[w.Place]),
        })]);
    }

    private Places PlacesOf(int[] shown)
    {
        int width = part.Examples.ExampleShape.Count;
        var inputs = new float[shown.Length * width];
        for (int i = 0; i < shown.Length; i++) part.Examples.CopyInputs(shown[i], inputs.AsSpan(i * width, width));
        Shape example = run.Model.Spec.IsFlat ? [width] : part.Examples.ExampleShape;
        var x = Tensor.From(inputs, example.Insert(0, shown.Length));
        var places = new Places(shown.Length);
        places.Put("inputs", 0, x);
        using var tape = Tape.Start(Mode.Inference);
        places.Watch(run.Network, 0, shown.Length, () => run.Model.Network.Forward(x));
        return places;
    }

    private double LossOf(int i) => !part.IsClassification ? Math.Abs(part.Answers.Value(i) - part.Value(i))
        : part.Answers.HasProbabilities ? -Math.Log(part.Answers.Score(i, part.Label(i))) : -part.Answers.Score(i, part.Label(i));

    private string AnswerOf(int i)
    {
        if (!part.IsClassification) return ExampleCells.Text(part.Answers.Value(i));
        string name = part.Answers.ClassName(i);
        return part.Answers.HasProbabilities && part.Answers.Label(i) is >= 0 and var label ? string.Create(CultureInfo.InvariantCulture, $"{name} ({100 * part.Answers.Score(i, label):0.#} %)") : name;
    }
}
