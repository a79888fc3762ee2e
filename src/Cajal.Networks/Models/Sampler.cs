namespace Cajal.Networks;

/// <summary>Text from a language model, token by token: each is drawn from softmax(logits / temperature), perhaps only among the
/// likeliest.</summary>
/// <remarks>Keys and values of what has been read are kept, so a token costs one step; when the context is full, its second half is read
/// again. The step is a plan. Sources: top-k, Fan, Lewis and Dauphin (2018); top-p, Holtzman et al. (2020).</remarks>
public sealed class Sampler
{
    private readonly Gpt model;
    private readonly KeyValueCache cache;
    private readonly State token = new(Tensor.Zeros([1, 1], DType.Int64), persistent: false);
    private readonly Rng rng;
    private readonly double temperature, topP;
    private readonly int topK;
    private Plan? step;

    /// <summary>A sampler.</summary>
    /// <param name="model">The model; it may be trained further between calls.</param>
    /// <param name="rng">Random numbers: the same seed gives the same text.</param>
    /// <param name="temperature">Below 1 the likely becomes likelier; 0 always takes the likeliest.</param>
    /// <param name="topK">Draw among so many of the likeliest tokens; among all when left out.</param>
    /// <param name="topP">Draw among the likeliest tokens that together reach this probability; among all when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative temperature, topK below 1, or topP outside of (0, 1].</exception>
    public Sampler(Gpt model, Rng rng, double temperature = 1, int? topK = null, double? topP = null)
    {
        if (!(temperature >= 0)) throw new ArgumentOutOfRangeException(nameof(temperature),
            FormattableString.Invariant($"A temperature is 0 or more; received {temperature}."));
        if (topK < 1) throw new ArgumentOutOfRangeException(nameof(topK), $"topK counts tokens, at least 1; received {topK}.");
        if (topP is not null and not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(topP),
                FormattableString.Invariant($"topP is a probability above 0, at most 1; received {topP}."));
        (this.model, this.rng, this.temperature, this.topK, this.topP) = (model, rng, temperature, topK ?? int.MaxValue, topP ?? 1);
        cache = model.NewCache();
    }

    /// <summary>Tokens that follow on a prompt.</summary>
    /// <param name="prompt">At least one token; what is longer than the context is read from its end.</param>
    /// <param name="count">How many to draw.</param>
    /// <exception cref="ArgumentException">An empty prompt.</exception>
    public IEnumerable<int> Generate(IEnumerable<int> prompt, int count)
    {
        List<int> text = [.. prompt];
        if (text.Count == 0) throw new ArgumentException("A text begins with at least one token; the prompt is empty.");
        step ??= Record();
        float[] logits = Read(text, model.Context);
        for (int read = Math.Min(text.Count, model.Context); count > 0; count--)
        {
            int next = Draw(logits);
            text.Add(next);
            yield return next;
            if (count == 1) yield break;
            if (read < model.Context)
            {
                token.Assign<long>([next]);
                step.Run();
                logits = Numbers(step.Outputs[0]);
                read++;
            }
            else logits = Read(text, read = Math.Max(1, model.Context / 2));
        }
    }

    /// <summary>A token from logits, as the settings say. Public so that a policy can be tried on any logits.</summary>
    public int Draw(ReadOnlySpan<float> logits)
    {
        int[] order = [.. Enumerable.Range(0, logits.Length)];
        float[] keys = [.. logits];
        Array.Sort(keys, order, Comparer<float>.Create((a, b) => b.CompareTo(a)));
        if (temperature == 0) return order[0];
        double[] shares = [.. keys.Take(topK).Select(v => Math.Exp((v - keys[0]) / temperature))];
        double total = shares.Sum(), reached = 0;
        int kept = 0;
        while (kept < shares.Length && (kept == 0 || reached < topP * total)) reached += shares[kept++];
        double place = rng.NextDouble() * reached;
        for (int i = 0; i < kept; i++)
            if ((place -= shares[i]) < 0) return order[i];
        return order[kept - 1];
    }

    private float[] Read(List<int> text, int most)
    {
        cache.Clear();
        long[] last = [.. text.Skip(Math.Max(0, text.Count - most)).Select(t => (long)t)];
        var logits = model.Run(Tensor.From(last, [1, last.Length]), cache);
        return Numbers(logits.Slice(1, (last.Length - 1)..));
    }

    private Plan Record()
    {
        cache.Clear();
        using var tape = Tape.Start(Mode.Inference);
        return tape.ToPlan(model.Run(token, cache));
    }

    private static float[] Numbers(Tensor logits) => logits.To(DType.Float32).ToArray<float>();
}
