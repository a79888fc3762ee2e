using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The different states of a run that plays, as its likeliest actions come to them: what its policy makes of them, and where games went otherwise than was expected.</summary>
internal sealed class GameExamples : IRunExamples
{
    private const int Games = 200;

    private readonly Reinforce model;
    private readonly List<Visit> visits = [];
    private readonly Tensor states;

    /// <summary>Plays some games that training has not played.</summary>
    public GameExamples(GameRun run)
    {
        model = run.Model;
        var rng = new Rng(run.Recipe.Seed).Fork("looked-at");
        var game = GameCatalog.All.Parse(run.Recipe.Data)();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < Games; i++) visits.AddRange(Play(game, rng).Where(v => known.Add(v.Looks)));
        states = Tensor.From([.. visits.SelectMany(v => v.State)], [visits.Count, game.StateSize]);
    }

    // A state as it was first come to: R = r₁ + γ·r₂ + γ²·r₃ + … from there on.
    private sealed record Visit(float[] State, string Looks, double Return);

    /// <inheritdoc/>
    public ExamplePoints Points(string? place)
    {
        int[] shown = RunExamples.Spread(visits.Count, Projection.MostPoints);
        using var tape = Tape.Start(Mode.Inference);
        var some = states.IndexSelect(0, Tensor.From(shown));
        var places = new Places(shown.Length);
        places.Put("inputs", 0, some);
        places.Watch(model, 0, shown.Length, () => model.Policy.Forward(some));
        string usual = places.BeforeLast(model.Policy);
        float[] values = places.Watch(model, 0, shown.Length, () => model.Value.Forward(some)).ToArray<float>();
        return new ExamplePoints
        {
            Values = places[place ?? usual],
            Layers = places.Names,
            Layer = place ?? usual,
            Sentence = $"{shown.Length} of the {visits.Count} different states of {Games} games; the colour is the return that the network expects from there on.",
            What = "state",
            Rows = [.. shown.Select(s => s + 1)],
            Targets = [.. values.Select(v => (double)v)],
        };
    }

    /// <inheritdoc/>
    public WorstExamples Worst()
    {
        using var tape = Tape.Start(Mode.Inference);
        float[] expected = model.Value.Forward(states).ToArray<float>();
        return new WorstExamples($"{visits.Count} different states of {Games} games; the loss is the distance between the return and what the network expected. The truth is the return, the answer what was expected.", [],
            [.. WorstExamples.Places(visits.Select((v, i) => Math.Abs(v.Return - expected[i]))).Select(w => new WorstExample
            {
                Row = w.Place + 1,
                Loss = w.Loss,
                Target = ExampleCells.Text(visits[w.Place].Return),
                Answer = ExampleCells.Text(expected[w.Place]),
                Before = visits[w.Place].Looks,
            })])
        { What = "state" };
    }

    private List<Visit> Play(IGame game, Rng rng)
    {
        var steps = new List<(float[] State, string Looks, double Reward)>();
        for (game.Begin(rng); !game.IsOver;)
        {
            float[] state = new float[game.StateSize];
            game.See(state);
            string looks = game.ToString()!;
            using var tape = Tape.Start(Mode.Inference);
            steps.Add((state, looks, game.Act((int)model.Policy.Forward(Tensor.From(state, [1, state.Length])).ArgMax(1).Item())));
        }
        var played = new List<Visit>();
        double after = 0;
        for (int i = steps.Count - 1; i >= 0; i--) played.Insert(0, new Visit(steps[i].State, steps[i].Looks, after = steps[i].Reward + model.Discount * after));
        return played;
    }
}
