#:project ../src/Cajal/Cajal.csproj
// Whether a signal and its gradient survive twenty layers: by the first weights, by the activation, and by a normalisation between the layers.
using System.Globalization;
using Cajal;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Depth = 20, Width = 64;
Console.WriteLine($"{"weights",-14} {"between",-10} {"activation",-10} {"signal after 1",14} {"after 20",9} {"gradient of 1",13} {"of 20",8}");
(string Weights, Func<Layer> Between, string Activation)[] nets =
[
    ("normal(0.01)", () => Activation.Identity, "relu"), ("normal(1)", () => Activation.Identity, "relu"), ("xavier-normal", () => Activation.Identity, "relu"),
    ("he-normal", () => Activation.Identity, "relu"), ("xavier-normal", () => Activation.Identity, "sigmoid"), ("xavier-normal", () => Activation.Identity, "tanh"),
    ("normal(1)", () => new LayerNorm(Width), "relu"), ("normal(1)", () => new BatchNorm1d(Width), "relu"), ("normal(0.01)", () => new RmsNorm(Width), "relu"),
];
foreach (var (weights, between, activation) in nets)
{
    var rng = new Rng(seed: 1);
    var linear = Enumerable.Range(0, Depth).Select(_ => new Linear(Width, Width, rng)).ToArray();
    var norms = linear.Select(_ => between()).ToArray();
    foreach (var layer in linear) layer.Weight.Assign(Initializer.Parse(weights).Create(layer.Weight.Shape, rng));

    using var tape = Tape.Start();
    var signal = Tensor.Normal([128, Width], new Rng(seed: 2));
    double early = 0;
    for (int l = 0; l < Depth; l++)
    {
        signal = Activation.Parse(activation).Forward(norms[l].Forward(linear[l].Forward(signal)));
        if (l == 0) early = Deviation(signal);
    }
    double late = Deviation(signal);
    var gradients = tape.Gradients(signal.Square().Mean());
    Console.WriteLine($"{weights,-14} {(norms[0] is Activation ? "" : norms[0].GetType().Name),-10} {activation,-10} {early,14:0.0e+0} {late,9:0.0e+0} "
        + $"{Norm(gradients[linear[0].Weight]),13:0.0e+0} {Norm(gradients[linear[^1].Weight]),8:0.0e+0}");
}

static double Deviation(Tensor x) => Math.Sqrt(x.Variance().Item());

static double Norm(Tensor x) => Math.Sqrt(x.Square().Sum().Item());
