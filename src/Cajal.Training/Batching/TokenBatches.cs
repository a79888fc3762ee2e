using System.Globalization;

namespace Cajal.Training;

/// <summary>Windows of a long row of tokens: each example reads T tokens, and its target is the same row one token further on.</summary>
/// <remarks>Windows lie side by side from an offset that changes with the epoch, so that no text is always cut at the same places; order
/// and
/// offset are f(seed, epoch). Not safe for several threads at once.</remarks>
public sealed class TokenBatches : BatchSource
{
    private readonly int[] tokens, order;
    private readonly int context;
    private readonly Rng? shuffling;
    private int offset;

    /// <summary>Windows over tokens; the array is not copied.</summary>
    /// <param name="tokens">The text as tokens.</param>
    /// <param name="context">Tokens T that a window reads.</param>
    /// <param name="batchSize">Windows per batch.</param>
    /// <param name="shuffleSeed">A seed shuffles and shifts anew each epoch; null keeps the order from the first token on, for
    /// evaluation.</param>
    /// <exception cref="ArgumentException">A context or batch size below 1, or fewer tokens than one window and the token after
    /// it.</exception>
    public TokenBatches(int[] tokens, int context, int batchSize, ulong? shuffleSeed = null)
    {
        if (context < 1) throw new ArgumentOutOfRangeException(nameof(context), $"A window reads at least one token; received {context}.");
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize),
            $"A batch holds at least one window; received {batchSize}.");
        int windows = (tokens.Length - 1) / context;
        // One is given up for the offset to have room.
        if (shuffleSeed is not null && windows > 1) windows--;
        if (windows < 1)
            throw new ArgumentException($"The text has {tokens.Length} tokens; a window of {context} and the token after it "
                + $"need {context + 1}. Bring "
                + "more text or a smaller window.", nameof(tokens));
        (this.tokens, this.context) = (tokens, context);
        BatchSize = Math.Min(batchSize, windows);
        order = [.. Enumerable.Range(0, windows)];
        if (shuffleSeed is { } seed) shuffling = new Rng(seed).Fork("windows");
        StartEpoch(0);
    }

    /// <inheritdoc/>
    public override int ExampleCount => order.Length;

    /// <inheritdoc/>
    public override int BatchSize { get; }

    /// <inheritdoc/>
    public override TensorSpec Input => new([context], DType.Int64);

    /// <inheritdoc/>
    public override TensorSpec Target => new([context], DType.Int64);

    /// <inheritdoc/>
    public override void StartEpoch(int epoch)
    {
        if (shuffling is null) return;
        var rng = shuffling.Fork(epoch.ToString(CultureInfo.InvariantCulture));
        for (int i = 0; i < order.Length; i++) order[i] = i;
        rng.Shuffle(order.AsSpan());
        offset = rng.NextInt(Math.Max(1, tokens.Length - order.Length * context));
    }

    /// <inheritdoc/>
    public override void Fill(int batch, int from, State inputs, State targets)
    {
        Write(inputs, batch * BatchSize + from, 0);
        Write(targets, batch * BatchSize + from, 1);
    }

    /// <inheritdoc/>
    public override void FillInputs(int batch, int from, State inputs) => Write(inputs, batch * BatchSize + from, 0);

    private void Write(State state, int first, int shift) =>
        state.Write<long, (TokenBatches Source, int First, int Shift)>((this, first, shift), static (values, at) =>
        {
            var (source, first, shift) = at;
            for (int i = 0; i * source.context < values.Length; i++)
            {
                int start = source.offset + source.order[first + i] * source.context + shift;
                for (int t = 0; t < source.context; t++) values[i * source.context + t] = source.tokens[start + t];
            }
        });
}
