using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>A network that reads digits, with all that one answer consists of.</summary>
internal sealed class DigitNet
{
    private readonly Adam adam;

    private DigitNet(string name, Sequential model) => (Name, Model, adam) = (name, model, new Adam(model.Parameters, 0.002));

    /// <summary>mlp or cnn.</summary>
    public string Name { get; }

    /// <summary>[N, 1, 28, 28] → [N, 10]</summary>
    public Sequential Model { get; }

    /// <summary>A perceptron of layers 784-128-64-10: 109,386 parameters, the lectures' example.</summary>
    public static DigitNet Mlp(ulong seed)
    {
        var rng = new Rng(seed);
        return new("mlp", new Sequential(new Flatten(), new Linear(784, 128, rng), Activation.Relu, new Linear(128, 64, rng), Activation.Relu, new Linear(64, 10, rng)));
    }

    /// <summary>LeNet: two convolutions with pooling, then three linear layers; 61,706 parameters.</summary>
    public static DigitNet Cnn(ulong seed) => new("cnn", LeNet.Build(new Rng(seed)));

    /// <summary>Learns a batch.</summary>
    public void Learn(Tensor x, Tensor labels, double rate)
    {
        adam.LearningRate = rate;
        using var tape = Tape.Start();
        adam.Step(tape.Gradients(Model.Forward(x).CrossEntropy(labels)));
    }

    /// <summary>How many are right.</summary>
    public int Right(DigitSet set)
    {
        var (x, _) = set.Batch([.. Enumerable.Range(0, set.Labels.Count)]);
        long[] said = Model.Forward(x).ArgMax(-1).ToArray<long>();
        return said.Where((digit, i) => digit == set.Labels[i]).Count();
    }

    /// <summary>Probabilities, the numbers of every layer, and what each pixel says for a digit.</summary>
    /// <param name="picture">28 × 28 bytes.</param>
    /// <param name="digit">The digit that is asked about; null for the one it answers.</param>
    /// <param name="isDone">Whether there is time for integrated gradients, which take 64 passes.</param>
    public DigitAnswer Answer(ReadOnlySpan<byte> picture, int? digit, bool isDone)
    {
        Tensor x = DigitSet.Read(picture), a = x;
        var layers = new List<LayerPicture>();
        foreach (var layer in Model)
        {
            a = layer.Forward(a);
            if (layer is not Flatten) layers.Add(LayerPicture.Of(NameOf(layer), a));
        }
        double[] p = a.Softmax().To(DType.Float64).ToArray<double>();
        int said = Array.IndexOf(p, p.Max()), about = digit ?? said;
        Tensor target = Tensor.From([about], [1]);
        double[] credit;
        if (isDone) credit = IntegratedGradients.Of(Model, x, target, (y, t) => y.CrossEntropy(t)).Credit;
        else
        {
            using var tape = Tape.Start(Mode.Inference);
            tape.Watch(x);
            credit = tape.Gradients(Model.Forward(x).CrossEntropy(target))[x].To(DType.Float64).ToArray<double>();
        }
        // What lowers the loss of a digit speaks for it.
        return new DigitAnswer
        {
            Digit = said,
            About = about,
            Probabilities = p,
            Seen = picture.ToArray(),
            Credit = LayerPicture.Of("saliency", Tensor.From(credit.Select(c => (float)-c).ToArray(), [1, 1, InkPicture.Side, InkPicture.Side])),
            IsIntegrated = isDone,
            Layers = layers,
        };
    }

    private static string NameOf(Layer layer) => layer switch
    {
        Conv2d c => $"conv {c.Weight.Shape[2]}×{c.Weight.Shape[3]}",
        MaxPool2d => "pool 2×2",
        Linear => "linear",
        _ => "ReLU",
    };
}
