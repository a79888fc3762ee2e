using Cajal.Networks;
using Cajal.Tests.Contracts;

namespace Cajal.Tests.Networks;

/// <summary>Layers with work enough for several threads give the same bits on one, values and gradients.</summary>
[Collection("alone")]
public class LayerThreadsTests
{
    public static TheoryData<string> Names => [.. Layers.Keys];

    private static readonly Dictionary<string, (int[] X, Func<Rng, Layer> Make)> Layers = new()
    {
        ["Conv2d"] = ([8, 6, 33, 31], rng => new Conv2d(6, 10, 3, rng, padding: 1)),
        ["Conv2d, stride and groups"] = ([8, 6, 33, 31], rng => new Conv2d(6, 12, 3, rng, stride: 2, groups: 3)),
        ["Conv2d, many channels"] = ([4, 40, 17, 17], rng => new Conv2d(40, 48, 3, rng, padding: 1)),
        ["Conv2d, depthwise"] = ([4, 24, 33, 31], rng => new Conv2d(24, 24, 3, rng, padding: 1, groups: 24)),
        ["ConvTranspose2d"] = ([6, 6, 19, 21], rng => new ConvTranspose2d(6, 5, 3, rng, stride: 2)),
        ["Conv1d"] = ([8, 5, 4001], rng => new Conv1d(5, 7, 5, rng)),
        ["Conv3d"] = ([3, 4, 9, 17, 15], rng => new Conv3d(4, 5, 3, rng)),
        ["BatchNorm2d"] = ([16, 12, 33, 31], _ => new BatchNorm2d(12)),
        ["BatchNorm1d"] = ([4001, 37], _ => new BatchNorm1d(37)),
        ["LayerNorm"] = ([2003, 129], _ => new LayerNorm(129)),
        ["LayerNorm, long rows"] = ([3, 100_003], _ => new LayerNorm(100_003)),
        ["RmsNorm"] = ([2003, 129], _ => new RmsNorm(129)),
        ["GroupNorm"] = ([16, 12, 33, 31], _ => new GroupNorm(3, 12)),
        ["InstanceNorm2d"] = ([16, 12, 33, 31], _ => new InstanceNorm2d(12, affine: true)),
        ["MaxPool2d"] = ([16, 12, 33, 31], _ => new MaxPool2d(2)),
        ["MaxPool2d, overlapping"] = ([16, 12, 33, 31], _ => new MaxPool2d(3, stride: 2, padding: 1)),
        ["AveragePool2d"] = ([16, 12, 33, 31], _ => new AveragePool2d(3, stride: 2)),
        ["GlobalAveragePool"] = ([64, 32, 17, 17], _ => new GlobalAveragePool()),
        ["Upsample"] = ([8, 8, 33, 31], _ => new Upsample(2, ResampleMode.Linear)),
        ["Lstm"] = ([23, 33, 19], rng => new Lstm(19, 40, rng, bidirectional: true)),
        ["Gru"] = ([23, 33, 19], rng => new Gru(19, 40, rng, layers: 2)),
        ["Rnn"] = ([23, 33, 19], rng => new Rnn(19, 40, rng)),
        ["MultiHeadAttention"] = ([67, 9, 32], rng => new MultiHeadAttention(32, 4, rng)),
        ["TransformerEncoderLayer"] = ([67, 9, 32], rng => new TransformerEncoderLayer(32, 4, rng, feedForward: 64, dropout: 0)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Have_the_same_bits_on_any_number_of_threads(string name)
    {
        var (sizes, make) = Layers[name];
        var layer = make(new Rng(1));
        var x = new Parameter(Tensor.Normal(Shape.Of(sizes), new Rng(2)));
        int count = CpuThreads.Count;
        try
        {
            CpuThreads.Count = 1;
            var alone = ValueAndGradients(layer, x);
            foreach (int threads in new[] { 2, 3, 5 })
            {
                CpuThreads.Count = threads;
                foreach (var (one, many) in alone.Zip(ValueAndGradients(layer, x))) Closeness.ShouldHaveTheSameBits(many, one);
            }
        }
        finally
        {
            CpuThreads.Count = count;
        }
    }

    private static Tensor[] ValueAndGradients(Layer layer, Parameter x)
    {
        using var tape = Tape.Start();
        var y = layer.Forward(x);
        var gradients = tape.Gradients((y * Tensor.Normal(y.Shape, new Rng(3))).Sum());
        return [y.Keep(), .. layer.Parameters.Prepend(x).Select(p => gradients[p].Keep())];
    }
}
