using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>A network that reads digits, with all that one answer consists of.</summary>
internal sealed class DigitNet
{
    private Optimizer optimizer;

    private DigitNet(string name, Sequential model, string rule) => (Name, Model, optimizer) = (name, model, Made(rule, model, 0.002));

    /// <summary>mlp or cnn.</summary>
    public string Name { get; }

    /// <summary>[N, 1, 28, 28] → [N, 10]</summary>
    public Sequential Model { get; }

    /// <summary>A perceptron of layers 784-128-64-10: 109,386 parameters, the lectures' example.</summary>
    public static DigitNet Mlp(ulong seed, string rule = "adam")
    {
        var rng = new Rng(seed);
        return new("mlp", new Sequential(new Flatten(), new Linear(784, 128, rng), Activation.Relu, new Linear(128, 64, rng), Activation.Relu, new Linear(64, 10, rng)), rule);
    }

    /// <summary>LeNet: two convolutions with pooling, then three linear layers; 61,706 parameters.</summary>
    public static DigitNet Cnn(ulong seed, string rule = "adam") => new("cnn", LeNet.Build(new Rng(seed)), rule);

    /// <summary>Whether all weights are numbers.</summary>
    public bool IsFinite => Model.Parameters.All(p => Array.TrueForAll(p.ToArray<float>(), float.IsFinite));

    /// <summary>Another update rule from now on, which remembers nothing.</summary>
    public void Use(string rule, double rate) => optimizer = Made(rule, Model, rate);

    /// <summary>Learns a batch.</summary>
    /// <returns>The loss before.</returns>
    public double Learn(Tensor x, Tensor labels, double rate)
    {
        optimizer.LearningRate = rate;
        using var tape = Tape.Start();
        var loss = Model.Forward(x).CrossEntropy(labels);
        optimizer.Step(tape.Gradients(loss));
        return loss.Item();
    }

    /// <summary>What looks at pictures, as pictures: the filters of every convolution, one for each output and input channel, or the weights of the first layer's units.</summary>
    /// <param name="units">Most units of a linear layer.</param>
    /// <param name="filters">Most filters of a convolution.</param>
    public IEnumerable<LayerPicture> Filters(int units, int filters)
    {
        foreach (var convolution in Model.OfType<Conv2d>())
        {
            var (w, h) = (convolution.Weight.Shape[3], convolution.Weight.Shape[2]);
            float[] numbers = convolution.Weight.ToArray<float>();
            int count = Math.Min(filters, numbers.Length / (w * h));
            yield return LayerPicture.Of(NameOf(convolution), Tensor.From(numbers[..(count * w * h)], [1, count, h, w]));
        }
        if (Model.OfType<Conv2d>().Any()) yield break;
        var first = Model.OfType<Linear>().First();
        int shown = Math.Min(units, first.Weight.Shape[0]), pixels = InkPicture.Side * InkPicture.Side;
        yield return LayerPicture.Of(NameOf(first), Tensor.From(first.Weight.ToArray<float>()[..(shown * pixels)], [1, shown, InkPicture.Side, InkPicture.Side]));
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
        // What is no number is told as 0.
        double[] p = Array.ConvertAll(a.Softmax().To(DType.Float64).ToArray<double>(), v => double.IsFinite(v) ? v : 0);
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

    private static Optimizer Made(string rule, Sequential model, double rate) => rule switch
    {
        "sgd" => new Sgd(model.Parameters, rate),
        "momentum" => new Sgd(model.Parameters, rate, momentum: 0.9),
        "rmsprop" => new RmsProp(model.Parameters, rate),
        _ => new Adam(model.Parameters, rate),
    };

    private static string NameOf(Layer layer) => layer switch
    {
        Conv2d c => $"conv {c.Weight.Shape[2]}×{c.Weight.Shape[3]}",
        MaxPool2d => "pool 2×2",
        Linear => "linear",
        _ => "ReLU",
    };
}
