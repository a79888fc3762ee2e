#:project ../src/Cajal/Cajal.csproj
// Thirty layers on drawn digits: the lecture's ResNet-S(x) = MM(Res(… Res(x))), Res(z) = z + σ(MM(σ(MM(z)))), beside the same thirty layers without "z +".
// The residual net trains; the plain one does not, because hardly a gradient reaches its first layers.
// Arguments: [steps, 300 unless said] [activation, sigmoid unless said] [file of the picture].
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int steps = args.Length > 0 ? int.Parse(args[0]) : 300;
string sigma = args.Length > 1 ? args[1] : "sigmoid";
string file = args.Length > 2 ? args[2] : Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "residual.svg");

const int Blocks = 15, Width = 49;
var split = Datasets.Load("digits").Split(seed: 1);
var preprocessing = Preprocessing.Fit(split.Train);
var batches = Batches.Shuffled(preprocessing.Apply(split.Train), batchSize: 64, seed: 1);
var validation = Batches.InOrder(preprocessing.Apply(split.Validation), int.MaxValue).InEpoch(0).Single();

var residual = Train("residual", Modern.ResNetS(Width, Blocks, 10, new Rng(seed: 1), sigma));
var plain = Train("plain", Modern.PlainNet(Width, Blocks, 10, new Rng(seed: 1), sigma));

Console.WriteLine($"\n{"step",5}  {"residual: loss",14}  {"‖g‖ of layer 1",14}  {"plain: loss",14}  {"‖g‖ of layer 1",14}");
for (int i = 0; i < steps; i += Math.Max(1, steps / 10))
    Console.WriteLine($"{i,5}  {residual.Losses[i],14:0.000}  {residual.Norms[i],14:0.0e+0}  {plain.Losses[i],14:0.000}  {plain.Norms[i],14:0.0e+0}");
Console.WriteLine($"\nvalidation accuracy: residual {residual.Accuracy:0.0 %}, plain {plain.Accuracy:0.0 %}");
new Chart("Hardly a gradient reaches the first of thirty plain layers", "step", $"norm of the first layer's gradient, {sigma}").LogY()
    .Line("residual", residual.Norms).Line("plain", plain.Norms).Save(file);
Console.WriteLine($"gradient norms of the first layers, drawn: {file}");
if (residual.Accuracy < plain.Accuracy + 0.3) throw new InvalidOperationException("The residual net should leave the plain one far behind.");

// 28x28 pixels as the means of 7x7 squares of 4x4: a vector that all blocks keep the size of.
Tensor Small(Tensor x) => x.Reshape(-1, 1, 28, 28).AveragePool2d(4).Reshape(-1, Width);

(double[] Losses, double[] Norms, double Accuracy) Train(string name, Sequential model)
{
    var clock = System.Diagnostics.Stopwatch.StartNew();
    var adam = new Adam(model.Parameters, learningRate: 1e-3);
    var first = model.Parameters[0];
    double[] losses = new double[steps], norms = new double[steps];
    var step = new PlannedStep(inputs =>
    {
        var loss = model.Forward(Small(inputs[0])).CrossEntropy(inputs[1]);
        var gradients = Tape.Recording!.Gradients(loss);
        var norm = gradients[first].Norm();
        adam.Step(gradients);
        return [loss, norm];
    });
    for (int i = 0, epoch = 0; i < steps; epoch++)
    {
        step.BeginEpoch();
        foreach (var (x, labels) in batches.InEpoch(epoch))
        {
            if (i == steps) break;
            var results = step.Run(x, labels);
            (losses[i], norms[i++]) = (results[0].Item(), results[1].Item());
        }
    }
    double accuracy = model.Forward(Small(validation.X)).ArgMax(1).EqualTo(validation.Targets.To(DType.Int64)).To(DType.Float32).Mean().Item();
    Console.WriteLine($"{name}: {model.Modules.OfType<Linear>().Count() - 1} layers and a last product, {steps} steps in {clock.Elapsed.TotalSeconds:0.0} s");
    return (losses, norms, accuracy);
}
