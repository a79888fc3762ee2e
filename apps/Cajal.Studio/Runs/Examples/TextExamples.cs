using System.Globalization;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The examples of a run that writes: its tokens by their rows of numbers, and places of its text by what layers make of what stands before them.</summary>
/// <param name="run">The run.</param>
/// <param name="multiplyAdds">Of one window.</param>
internal sealed class TextExamples(TextRun run, double multiplyAdds) : IRunExamples
{
    private const int Batch = 32, MostWindows = 4000, LeastWindows = 40, Shown = 60, Likeliest = 3;

    private readonly Lazy<(string Name, int[] Tokens)> part = new(() => PreparedText.Of(run.Recipe).Followed);
    private readonly int context = run.Recipe.Context!.Value;

    // A row of numbers for each token: the first table in every model of language.
    private readonly Variable table = run.Model.Parameters.First(p => p.Rank == 2 && p.Shape[0] == run.Tokens.Count);

    /// <inheritdoc/>
    public ExamplePoints Points(string? place) => place is null || place == table.Name ? OfTokens() : OfText(place);

    /// <inheritdoc/>
    public WorstExamples Worst()
    {
        // Windows overlap, so that each token that is judged has at least half a window before it.
        int least = context / 2, step = context - least;
        var (name, tokens) = part.Value;
        int all = 1 + (tokens.Length - 1 - context) / step;
        int[] windows = [.. RunExamples.Spread(all, RunExamples.Affordable(multiplyAdds, LeastWindows, MostWindows)).Select(w => w * step)];
        var losses = new List<(int Next, double Loss, int[] Likely, double[] Chances)>();
        foreach (int[] starts in windows.Chunk(Batch))
        {
            float[] logs = Read(starts, x => run.Model.Forward(x).Slice(1, least..context).LogSoftmax());
            for (int i = 0; i < starts.Length * step; i++)
            {
                var row = logs.AsSpan(i * run.Tokens.Count, run.Tokens.Count);
                int next = starts[i / step] + least + i % step + 1;
                double loss = -row[tokens[next]];
                // Of thousands of places only those that may be shown are looked at closely.
                if (losses.Count >= WorstExamples.Most && loss <= losses[^1].Loss) continue;
                int[] likely = MostLikely(row);
                double[] chances = new double[likely.Length];
                for (int k = 0; k < likely.Length; k++) chances[k] = Math.Exp(row[likely[k]]);
                losses.Add((next, double.IsNaN(loss) ? double.PositiveInfinity : loss, likely, chances));
                losses.Sort((a, b) => b.Loss.CompareTo(a.Loss));
                if (losses.Count > WorstExamples.Most) losses.RemoveAt(losses.Count - 1);
            }
        }
        return new WorstExamples($"{windows.Length * step} of the {tokens.Length} tokens of the {name} part, each foretold from at least {least + 1} tokens before it; the loss is −log of the probability of the true token.", [],
            [.. losses.Select(w => new WorstExample
            {
                Row = w.Next + 1,
                Loss = SentNumber.Finite(w.Loss),
                Target = TokenText.Of(run.Tokens, tokens[w.Next]),
                Answer = string.Join(" · ", w.Likely.Select((token, k) => string.Create(CultureInfo.InvariantCulture, $"{TokenText.Of(run.Tokens, token)} ({100 * w.Chances[k]:0.#} %)"))),
                Before = TokenText.Last(run.Tokens, tokens.AsSpan(Math.Max(0, w.Next - context)..w.Next), Shown),
            })])
        { What = "place" };
    }

    private ExamplePoints OfTokens()
    {
        int count = run.Tokens.Count;
        // Of a large vocabulary, the tokens that the text has most of.
        int[] shown = count <= Projection.MostPoints ? [.. Enumerable.Range(0, count)]
            : [.. part.Value.Tokens.CountBy(t => t).OrderByDescending(t => t.Value).ThenBy(t => t.Key).Take(Projection.MostPoints).Select(t => t.Key).Order()];
        var places = new Places(shown.Length);
        places.Put(table.Name, 0, table.IndexSelect(0, Tensor.From(shown)));
        return new ExamplePoints
        {
            Values = places[table.Name],
            Layers = [table.Name, .. LayerNames],
            Layer = table.Name,
            Sentence = $"{shown.Length} of the {count} tokens of the vocabulary, each by its row of numbers in the network.",
            What = "token",
            Rows = [.. shown.Select(t => t + 1)],
            Classes = [.. shown.Select(t => TokenText.KindOf(run.Tokens, t))],
            ClassNames = TokenText.Kinds,
            NamesAreWords = true,
            Labels = [.. shown.Select(t => TokenText.Of(run.Tokens, t))],
        };
    }

    private ExamplePoints OfText(string place)
    {
        var (name, tokens) = part.Value;
        int all = tokens.Length - context;
        int[] starts = RunExamples.Spread(all, RunExamples.Affordable(multiplyAdds, LeastWindows, Projection.MostPoints));
        var places = new Places(starts.Length);
        var said = new List<int>();
        for (int first = 0; first < starts.Length; first += Batch)
        {
            int[] some = starts[first..Math.Min(starts.Length, first + Batch)];
            float[] logits = Read(some, x => places.Watch(run.Model, first, some.Length, () => run.Model.Forward(x), AtLast).Select(1, context - 1));
            for (int i = 0; i < some.Length; i++) said.Add(MostLikely(logits.AsSpan(i * run.Tokens.Count, run.Tokens.Count))[0]);
        }
        int[] next = [.. starts.Select(s => s + context)];
        return new ExamplePoints
        {
            Values = places[place],
            Layers = [table.Name, .. places.Names],
            Layer = place,
            Sentence = $"{starts.Length} of the {all} places of the {name} part, by what the layer makes of the last token before the place; what stands there is the next token.",
            What = "place",
            Rows = [.. next.Select(n => n + 1)],
            Classes = [.. next.Select(n => TokenText.KindOf(run.Tokens, tokens[n]))],
            ClassNames = TokenText.Kinds,
            NamesAreWords = true,
            Labels = [.. next.Select(n => TokenText.Of(run.Tokens, tokens[n]))],
            Before = [.. starts.Select(s => TokenText.Last(run.Tokens, tokens.AsSpan(s, context), Shown))],
            Said = [.. said.Select(t => TokenText.Of(run.Tokens, t))],
        };
    }

    private IReadOnlyList<string> LayerNames
    {
        get
        {
            var places = new Places(1);
            using var tape = Tape.Start(Mode.Inference);
            places.Watch(run.Model, 0, 1, () => run.Model.Forward(Tensor.From(new long[context], [1, context])), AtLast);
            return places.Names;
        }
    }

    // Layers read windows [N, T, D]; the last token has seen the whole window.
    private Tensor? AtLast(Tensor y) => y.Rank == 3 && y.Shape[1] == context ? y.Select(1, context - 1) : y.Rank == 2 ? y : null;

    private float[] Read(int[] starts, Func<Tensor, Tensor> forward)
    {
        long[] windows = new long[starts.Length * context];
        for (int i = 0; i < windows.Length; i++) windows[i] = part.Value.Tokens[starts[i / context] + i % context];
        using var tape = Tape.Start(Mode.Inference);
        return forward(Tensor.From(windows, [starts.Length, context])).ToArray<float>();
    }

    private static int[] MostLikely(ReadOnlySpan<float> row)
    {
        float[] values = row.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(order, (a, b) => values[b].CompareTo(values[a]) is var by && by != 0 ? by : a.CompareTo(b));
        return order[..Math.Min(Likeliest, order.Length)];
    }
}
