namespace Cajal.Networks;

/// <summary>Builds a network for examples of a shape: x [N, ..example] → [N, outputs].</summary>
/// <param name="example">Shape of one example: [28, 28] of a grey picture, [3, 32, 32] of a coloured one, [steps, numbers] of a
/// sequence, [numbers] of a row.</param>
/// <param name="outputs">Numbers the network answers with, before softmax or sigmoid.</param>
/// <param name="rng">Random numbers for first weights and dropout.</param>
public delegate Layer ModelMaker(Shape example, int outputs, Rng rng);

/// <summary>Networks that recipes and the command line name beside the multi-layer perceptron: <c>--model "lenet"</c>.</summary>
/// <remarks>A new one is one line here; users add their own with <see cref="Catalog{T}.Add"/>.</remarks>
public static class ModelCatalog
{
    /// <summary>The models by name.</summary>
    public static Catalog<ModelMaker> All { get; } = new("model")
    {
        { "lenet", _ => OnPictures("lenet", (channels, side, outputs, rng) => LeNet.Build(rng, channels, side, outputs)) },
        {
            "resnet", o => (o.Whole("width", 16), o.Whole("stages", 3), o.Whole("blocks", 2)) is var (width, stages, blocks)
                ? OnPictures("resnet", (channels, _, outputs, rng) => ResNet.Build(rng, channels, outputs, width, stages, blocks)) : null!
        },
        { "resnet-s", o => Deep(Modern.ResNetS, o.Whole("blocks", 15), o.Whole("width", 49), o.Text("activation", "sigmoid")) },
        { "plain", o => Deep(Modern.PlainNet, o.Whole("blocks", 15), o.Whole("width", 49), o.Text("activation", "sigmoid")) },
        { "autoencoder", o => Codes(o, (encoder, code, numbers, rng) => new Autoencoder(encoder, Mlp.Build([code, 2 * code, numbers], rng))) },
        { "contrastive", o => Codes(o, (encoder, code, _, rng) => new Contrastive(encoder, Mlp.Build([code, code, Math.Max(2, code / 2)], rng))) },
        { "rnn", o => OnSequences("rnn", RecurrentKind.Rnn, o.Whole("units", 64), o.Whole("layers", 1), o.Number("dropout", 0)) },
        { "lstm", o => OnSequences("lstm", RecurrentKind.Lstm, o.Whole("units", 64), o.Whole("layers", 1), o.Number("dropout", 0)) },
        { "gru", o => OnSequences("gru", RecurrentKind.Gru, o.Whole("units", 64), o.Whole("layers", 1), o.Number("dropout", 0)) },
        { "forecaster", o => Forecasters(o.Whole("lag", 1), o.Whole("units", 16)) },
        { "two-tower", o => TwoTowers(o.Whole("users", 0), o.Whole("units", 64), o.Whole("width", 16)) },
        { "ranker", o => Rankers(o.Whole("units", 64)) },
        { "gpt", o => Languages(o.Whole("size", 128), o.Whole("layers", 4), o.Whole("heads", 4), o.Number("dropout", 0)) },
        { "bigram", _ => (_, outputs, _) => new Bigram(outputs) },
    };

    /// <summary>The maker that a text names, for example <c>lenet</c> or <c>lstm(units=64)</c>.</summary>
    /// <exception cref="ArgumentException">No such name or option; the message says the nearest right one.</exception>
    public static ModelMaker Parse(string text) => All.Parse(text);

    private static ModelMaker Codes(Options o, Func<Layer, int, int, Rng, ICodeLearner> make)
    {
        int code = o.Whole("code", 128);
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 1);
        return (example, outputs, rng) =>
            new Representation(o.Name, make(CodeEncoder.Build(example, code, rng.Fork("encoder")), code, example.Count, rng.Fork("learner")), code, outputs,
                rng.Fork("probe"));
    }

    private delegate Sequential DeepMaker(int width, int blocks, int outputs, Rng rng, string sigma, DType dtype);

    // The lecture's deep nets keep the size of their vector, which a first product brings about.
    private static ModelMaker Deep(DeepMaker make, int blocks, int width, string sigma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _ = Activation.Parse(sigma);
        return (example, outputs, rng) =>
        {
            var deep = make(width, blocks, outputs, rng.Fork("deep"), sigma, DType.Float32);
            return new Sequential([new Flatten(), .. example.Count == width ? Array.Empty<Layer>() : [Modern.MM(example.Count, width, rng, sigma)], deep]);
        };
    }

    /// <summary>Whether a text names a model that learns codes without labels.</summary>
    public static bool LearnsCodes(string text) => NearestName.Plain(text.Split('(', 2)[0]) is "autoencoder" or "contrastive";

    private static ModelMaker Forecasters(int lag, int units) => (example, outputs, rng) => example.Rank == 2 && outputs == 1
        ? new Forecaster(example[0], example[1], rng, lag, units)
        : throw new ArgumentException($"A forecaster reads windows [steps, numbers] and answers with one number; the examples have shape "
            + $"{example} and {outputs} outputs are asked for.");

    // Without a number of users' inputs, they are the first half.
    private static ModelMaker TwoTowers(int users, int units, int width) => (example, outputs, rng) =>
        example is not { Rank: 1, Count: >= 2 } || outputs != 1
            ? throw new ArgumentException($"The model 'two-tower' reads rows of a user and an item and answers with one number; the examples "
                + $"have shape {example} and {outputs} outputs are asked for.")
        : users < 0 || users >= example.Count
            ? throw new ArgumentException($"Of {example.Count} inputs, 1 to {example.Count - 1} can describe the user; two-tower was given "
                + $"users={users}.")
        : new TwoTowerPairs(users > 0 ? users : example.Count / 2, example.Count - (users > 0 ? users : example.Count / 2), rng, units,
            width);

    private static ModelMaker Rankers(int units) => (example, outputs, rng) => example.Rank == 1 && example.Count % 2 == 0 && outputs == 1
        ? new RankedPairs(example.Count / 2, rng, units)
        : throw new ArgumentException($"The model 'ranker' reads rows of two things with as many numbers each, and answers yes or no; the "
            + $"examples have shape {example} and {outputs} outputs are asked for.");

    private static ModelMaker OnPictures(string name, Func<int, int, int, Rng, Layer> make) => (example, outputs, rng) =>
    {
        if (example.Rank is not (2 or 3))
            throw new ArgumentException($"The model '{name}' reads pictures, [height, width] or [channels, height, width]; the examples have "
                + $"shape {example}.");
        int height = example[example.Rank - 2], width = example[example.Rank - 1];
        if (name == "lenet" && height != width)
            throw new ArgumentException($"The model 'lenet' reads pictures as wide as high; these have {height} x {width} pixels. Bring them to "
                + "one size: --size 32.");
        return new Sequential(new Planes(), make(example.Rank == 3 ? example[0] : 1, height, outputs, rng));
    };

    // A text comes as rows of token numbers, [steps].
    private static ModelMaker OnSequences(string name, RecurrentKind kind, int units, int layers, double dropout) =>
        (example, outputs, rng) => example.Rank switch
        {
            1 => new RecurrentLanguageModel(kind, outputs, units, rng, layers, dropout),
            2 => new SequenceClassifier(kind, example[1], units, outputs, rng, layers, dropout),
            _ => throw new ArgumentException($"The model '{name}' reads sequences [steps, numbers] or text; the examples have shape "
                + $"{example}."),
        };

    private static ModelMaker Languages(int size, int layers, int heads, double dropout) => (example, outputs, rng) => example.Rank == 1
        ? new Gpt(outputs, example[0], rng, size, layers, heads, dropout: dropout)
        : throw new ArgumentException($"The model 'gpt' reads text; the examples have shape {example}.");
}
