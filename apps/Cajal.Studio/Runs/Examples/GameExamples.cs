using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The states of a run that plays, as its likeliest actions come to them: what its two networks make of them, and where games went otherwise than was expected.</summary>
/// <param name="run">The run.</param>
internal sealed class GameExamples(GameRun run) : IRunExamples
{
    private const int Games = 120, MostNumbers = 8;

    private readonly PlayedGames played = run.Model.Play([.. Enumerable.Range(0, Games).Select(_ => GameCatalog.All.Parse(run.Recipe.Data)())], new Rng(run.Recipe.Seed).Fork("looked-at"), greedy: true);

    /// <inheritdoc/>
    public ExamplePoints Points(string? place)
    {
        int[] shown = RunExamples.Spread(played.States.Shape[0], Projection.MostPoints);
        using var tape = Tape.Start(Mode.Inference);
        var states = played.States.IndexSelect(0, Tensor.From(shown));
        var places = new Places(shown.Length);
        places.Put("inputs", 0, states);
        places.Watch(run.Model, 0, shown.Length, () => run.Model.Policy.Forward(states));
        string usual = places.BeforeLast(run.Model.Policy);
        float[] values = places.Watch(run.Model, 0, shown.Length, () => run.Model.Value.Forward(states)).ToArray<float>();
        return new ExamplePoints
        {
            Values = places[place ?? usual],
            Layers = places.Names,
            Layer = place ?? usual,
            Sentence = $"{shown.Length} of the {played.States.Shape[0]} states of {Games} games; the colour is the return that the network expects from there on.",
            What = "state",
            Rows = [.. shown.Select(s => s + 1)],
            Targets = [.. values.Select(v => (double)v)],
        };
    }

    /// <inheritdoc/>
    public WorstExamples Worst()
    {
        using var tape = Tape.Start(Mode.Inference);
        float[] returns = played.Returns.ToArray<float>(), expected = run.Model.Value.Forward(played.States).ToArray<float>(), states = played.States.ToArray<float>();
        int size = played.States.Shape[1], shown = Math.Min(size, MostNumbers);
        return new WorstExamples($"{returns.Length} states of {Games} games; the loss is the distance between the return and what the network expected. The truth is the return, the answer what was expected.",
            [.. Enumerable.Range(1, shown).Select(i => FormattableString.Invariant($"s{i}"))],
            [.. WorstExamples.Places(returns.Select((r, i) => (double)Math.Abs(r - expected[i]))).Select(w => new WorstExample
            {
                Row = w.Place + 1,
                Loss = w.Loss,
                Target = ExampleCells.Text(returns[w.Place]),
                Answer = ExampleCells.Text(expected[w.Place]),
                Cells = [.. Enumerable.Range(w.Place * size, shown).Select(i => ExampleCells.Text(states[i]))],
            })])
        { What = "state" };
    }
}
