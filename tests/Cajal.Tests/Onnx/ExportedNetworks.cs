using Cajal.Networks;

namespace Cajal.Tests.Onnx;

/// <summary>A network that is exported, with inputs it can read.</summary>
internal sealed record ExportedNetwork(string Name, Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> Forward, Tensor[] Inputs);

/// <summary>Every network of the models folder, and layers that none of them has.</summary>
internal static class ExportedNetworks
{
    private static readonly Rng Random = new(7);

    /// <summary>Names of the models.</summary>
    public static IEnumerable<ExportedNetwork> Models()
    {
        yield return Of("mlp", Mlp.Build([4, 8, 3], new Rng(1)), Numbers(4));
        foreach (var (text, example, outputs) in Catalogued())
            yield return Of(text.Split('(')[0], ModelCatalog.Parse(text)(Shape.Of(example), outputs, new Rng(1)), Numbers(example));
        foreach (string text in new[] { "gpt(size=16, layers=2, heads=2)", "bigram", "rnn(units=6)", "lstm(units=6)", "gru(units=6)" })
            yield return Of(text.Split('(')[0] + "-text", ModelCatalog.Parse(text)([6], 11, new Rng(1)), Tokens(6));
        yield return Of("sequence-forecaster", new SequenceForecaster(RecurrentKind.Gru, 2, 5, new Rng(1), horizon: 3), Numbers(7, 2));
        var towers = new TwoTower(Mlp.Build([3, 4], new Rng(1)), Mlp.Build([2, 4], new Rng(2)));
        yield return new("two-tower-scores", x => [towers.Score(x[0], x[1])], [Numbers(3), Numbers(2)]);
        var byNumber = TwoTower.OfNumbers(9, 8, 4, new Rng(1));
        yield return new("two-tower-numbers", x => [byNumber.Score(x[0], x[1])], [RowNumbers(9), RowNumbers(8)]);
        var vae = (Vae)GenerativeCatalog.All.Parse("vae(latent=3, units=8)")(16, true, 3, new Rng(1));
        yield return new("vae-encoder", x => { var (mean, logVariance) = vae.Encode(x[0], x[1]); return [mean, logVariance]; }, [Numbers(16), RowNumbers(3)]);
        yield return new("vae-decoder", x => [vae.Decode(x[0], x[1])], [Numbers(3), RowNumbers(3)]);
        var gan = (Gan)GenerativeCatalog.All.Parse("gan(latent=3, units=8)")(16, true, 3, new Rng(1));
        yield return new("gan-generator", x => [gan.Generate(x[0], x[1])], [Numbers(3), RowNumbers(3)]);
        yield return new("gan-discriminator", x => [gan.Judge(x[0], x[1])], [Numbers(16), RowNumbers(3)]);
        var diffusion = (Diffusion)GenerativeCatalog.All.Parse("diffusion(steps=10, units=8, layers=1)")(16, true, 3, new Rng(1));
        yield return new("diffusion", x => [diffusion.PredictNoise(x[0], x[1], x[2])], [Numbers(16), RowNumbers(10), RowNumbers(3)]);
        var reinforce = new Reinforce(Mlp.Build([4, 5, 2], new Rng(1)), Mlp.Build([4, 5, 1], new Rng(2)));
        yield return new("reinforce", x => [reinforce.Policy.Forward(x[0]), reinforce.Value.Forward(x[0])], [Numbers(4)]);
        yield return Of("transferred", new Transferred(new Sequential(new Linear(4, 6, new Rng(1)), Activation.Tanh), 6, 3, new Rng(2)), Numbers(4));
    }

    /// <summary>Layers by themselves.</summary>
    public static IEnumerable<ExportedNetwork> Layers()
    {
        foreach (string name in new[] { "relu", "sigmoid", "tanh", "leaky-relu", "elu", "selu", "gelu", "gelu-tanh", "silu", "mish", "softplus", "hard-sigmoid", "hard-swish", "hard-tanh", "relu6", "tanh-shrink", "log-sigmoid", "softmax", "log-softmax", "step" })
            yield return Of("act-" + name, Activation.Parse(name), Numbers(5));
        yield return Of("conv1d", new Conv1d(2, 4, 3, new Rng(1), stride: 2, padding: 1), Numbers(2, 9));
        yield return Of("conv2d-groups", new Conv2d(4, 6, 3, new Rng(1), padding: Padding.Same, dilation: 2, groups: 2), Numbers(4, 7, 6));
        yield return Of("conv3d", new Conv3d(1, 2, 2, new Rng(1)), Numbers(1, 4, 4, 4));
        yield return Of("conv-transpose2d", new ConvTranspose2d(3, 2, 3, new Rng(1), stride: 2, padding: 1, outputPadding: 1), Numbers(3, 4, 5));
        yield return Of("max-pool", new MaxPool2d(3, stride: 2, padding: 1, ceilMode: true), Numbers(2, 8, 7));
        yield return Of("average-pool", new AveragePool2d(2), Numbers(2, 8, 6));
        yield return Of("adaptive-pool", new AdaptiveAveragePool2d(2), Numbers(2, 8, 6));
        yield return Of("adaptive-pool-uneven", new AdaptiveAveragePool2d([3, 4]), Numbers(2, 8, 6));
        yield return Of("adaptive-max-pool-uneven", new AdaptiveMaxPool2d([3, 4]), Numbers(2, 8, 6));
        yield return Of("group-norm", new GroupNorm(2, 4), Numbers(4, 3, 3));
        yield return Of("instance-norm", new InstanceNorm2d(4), Numbers(4, 3, 3));
        yield return Of("layer-norm", new LayerNorm([3, 4]), Numbers(3, 4));
        yield return Of("rms-norm", new RmsNorm([6]), Numbers(5, 6));
        yield return Of("local-response-norm", new LocalResponseNorm(3), Numbers(5, 3, 3));
        yield return Of("upsample-nearest", new Upsample(2), Numbers(2, 3, 4));
        yield return new("resize-linear", x => [x[0].Resize([5, 7], ResampleMode.Linear)], [Numbers(2, 3, 4)]);
        yield return new("resize-cubic", x => [x[0].Resize([5, 7], ResampleMode.Cubic, alignCorners: true)], [Numbers(2, 3, 4)]);
        yield return new("pad-reflect", x => [x[0].Pad([1, 2, 2, 1], PadMode.Reflect)], [Numbers(2, 4, 4)]);
        yield return Of("pixel-shuffle", new PixelShuffle(2), Numbers(8, 3, 3));
        yield return Of("bidirectional-lstm", new Lstm(3, 4, new Rng(1), layers: 2, batchFirst: true, bidirectional: true), Numbers(5, 3));
        var states = new Lstm(3, 4, new Rng(1), batchFirst: true, bidirectional: true);
        yield return new("lstm-states", x => { var (y, state) = states.Run(x[0]); return [y, state.Hidden, state.Cell!]; }, [Numbers(5, 3)]);
        yield return Of("bidirectional-gru", new Gru(3, 4, new Rng(1), batchFirst: true, bidirectional: true, bias: false), Numbers(5, 3));
        yield return Of("rnn-relu", new Rnn(3, 4, new Rng(1), nonlinearity: "relu", batchFirst: true), Numbers(5, 3));
        yield return Of("encoder-layer", new TransformerEncoderLayer(8, 2, new Rng(1)), Numbers(5, 8));
        yield return new("sort-top", x => { var (values, places) = x[0].TopK(2); return [values, places]; }, [Numbers(6)]);
        yield return new("choices", x => [Tensor.Where(x[0] > 0, x[0].CumulativeSum(1), x[0].Max(1, keepAxis: true)), x[0].ArgMax(1)], [Numbers(6)]);
        yield return new("norms", x => [x[0].Normalize(), x[0].LogSoftmax(), x[0].Variance(1), x[0].LogSumExp(1)], [Numbers(6)]);
    }

    private static (string Text, int[] Example, int Outputs)[] Catalogued() =>
    [
        ("lenet", [28, 28], 10), ("resnet(width=4, stages=2, blocks=1)", [3, 8, 8], 4), ("resnet-s(blocks=3, width=9)", [9], 3), ("plain(blocks=3, width=9)", [9], 3),
        ("autoencoder(code=5)", [8, 8], 3), ("contrastive(code=5)", [8, 8], 3), ("rnn(units=6)", [5, 3], 2), ("lstm(units=6, layers=2)", [5, 3], 2), ("gru(units=6)", [5, 3], 2),
        ("forecaster(units=4)", [8, 2], 1), ("two-tower(units=6, width=4)", [6], 1), ("ranker(units=6)", [6], 1),
    ];

    // Running statistics of their own, so that a norm does something.
    private static ExportedNetwork Of(string name, Layer layer, Tensor input)
    {
        foreach (var state in layer.States)
            if (state.DType == DType.Float32) state.Assign(Tensor.Uniform(state.Shape, Random, 0.5, 1.5));
        return new(name, x => [layer.Forward(x[0])], [input]);
    }

    private static Tensor Numbers(params int[] example) => Tensor.Normal(Shape.Of([4, .. example]), Random);

    private static Tensor Tokens(int steps) => Tensor.RandomIntegers([4, steps], Random, 0, 11);

    private static Tensor RowNumbers(int below) => Tensor.RandomIntegers([4], Random, 0, below);
}
