using Cajal.Networks;
using Cajal.Tests.House;
using Cajal.Training;

namespace Cajal.Tests.Training.Exchange;

/// <summary>The networks of torch/networks.py, as they are built here, with the maps between the names.</summary>
internal static class TorchNetworks
{
    /// <summary>Weights, inputs and answers that PyTorch wrote.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Cajal.Tests", "Training", "Exchange", "torch");

    public static (Layer Network, string Map) Build(string name)
    {
        var rng = new Rng(3);
        return name switch
        {
            "mlp" => (Mlp.Build([4, 6, 3], rng, "tanh"), "first.* = 0.*\nlast.* = 2.*"),
            "pictures" => (new Sequential(new Planes(), new Conv2d(1, 2, 3, rng, padding: 1), new BatchNorm2d(2), Activation.Relu, new MaxPool2d(2), new Flatten(), new Linear(18, 3, rng)),
                "features.0.* = 1.*\nfeatures.1.* = 2.*\nclassifier.* = 6.*"),
            "lstm" => (new StepsNetwork(new Lstm(3, 4, rng, layers: 2, batchFirst: true), rng), "rnn.* = reader.*"),
            "gru" => (new StepsNetwork(new Gru(3, 4, rng, layers: 2, batchFirst: true), rng), "rnn.* = reader.*"),
            _ => (new TransformerEncoderLayer(8, 2, rng, feedForward: 12, batchFirst: true), ""),
        };
    }

    /// <summary>x and y of PyTorch.</summary>
    public static (Tensor X, Tensor Y) Answers(string name, string? folder = null)
    {
        var given = SafeTensors.Read(Path.Combine(folder ?? Folder, name + ".io.safetensors")).Tensors;
        return (given["x"], given["y"]);
    }

    /// <summary>Largest difference of a network's answers from PyTorch's.</summary>
    public static double Difference(Layer network, string name, string? folder = null)
    {
        var (x, y) = Answers(name, folder);
        return (network.Forward(x) - y).Abs().ToArray<float>().Max();
    }

    // What the last step says of a sequence.
    private sealed class StepsNetwork : Layer
    {
        private readonly Recurrent reader;
        private readonly Linear head;

        public StepsNetwork(Recurrent recurrent, Rng rng)
        {
            reader = RegisterModule("reader", recurrent);
            head = RegisterModule("head", new Linear(4, 2, rng));
        }

        protected override Tensor Compute(Tensor x)
        {
            var y = reader.Forward(x);
            return head.Forward(y.Select(1, y.Shape[1] - 1));
        }
    }
}
