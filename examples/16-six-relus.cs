#:project ../src/Cajal/Cajal.csproj
// The lecture's universal approximation with six ReLUs: a network 1-6-1 whose units each bend a line once. The slide's numbers fit x³ + x² − x − 1 on [−2, 1.5];
// gradient descent from there fits it better. Argument: [file of the picture].
using System.Globalization;
using Cajal;
using Cajal.Insight;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string file = args.Length > 0 ? args[0] : Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "six-relus.svg");

var hidden = new Linear(1, 6, new Rng(1), dtype: DType.Float64);
var output = new Linear(6, 1, new Rng(1), dtype: DType.Float64);
hidden.Weight.Assign(Tensor.From([-5, -1.2, 1.2, 1.2, 2, 5], [6, 1]));
hidden.Bias!.Assign(Tensor.From([-7.7, -1.3, 1, -0.2, -1.1, -5]));
output.Weight.Assign(Tensor.From([-1.0, -1, -1, 1, 1, 1], [1, 6]));
output.Bias!.Assign(Tensor.From([0.0]));
var net = new Sequential(hidden, Activation.Relu, output);

Console.WriteLine("each unit bends the line where its product is 0:");
for (int i = 0; i < 6; i++)
    Console.WriteLine($"  n{i + 1} = ReLU({hidden.Weight[i, 0]}x {(hidden.Bias[i] < 0 ? '−' : '+')} {Math.Abs(hidden.Bias[i])}) bends at {-hidden.Bias[i] / hidden.Weight[i, 0]:0.000}");
foreach (double at in new[] { -2, -1.54, -1, 0, 1.0 / 6, 0.5, 1, 1.5 })
    Console.WriteLine($"  Z({at:0.00}) = {Z(at):0.000}    x³ + x² − x − 1 = {Cubic(at):0.000}");

const int Points = 351;
var x = Tensor.Arange(0, Points, 1, DType.Float64).Reshape(Points, 1) * 0.01 - 2;
var target = x * x * x + x * x - x - 1;
double[] xs = x.ToArray<double>(), slide = net.Forward(x).ToArray<double>();
double[][] units = [.. Enumerable.Range(0, 6).Select(i => (hidden.Forward(x).Relu().Select(1, i) * output.Weight[0, i]).ToArray<double>())];
var adam = new Adam(net.Parameters, learningRate: 0.01);
double before = Worst(slide);
for (int step = 0; step < 2000; step++)
{
    using var tape = Tape.Start();
    adam.Step(tape.Gradients(net.Forward(x).MeanSquaredError(target)));
}
double[] trained = net.Forward(x).ToArray<double>();
Console.WriteLine($"largest error on [−2, 1.5]: {before:0.000} with the slide's numbers, {Worst(trained):0.000} after 2000 steps of Adam");
if (Math.Abs(before - 0.433) > 0.001 || Worst(trained) > before) throw new InvalidOperationException("The numbers are not those of the slide, or training made them worse.");
var chart = new Chart("Six ReLUs bend a line six times: enough to follow a cubic", "x", "Z").Line("x³ + x² − x − 1", x, target, colour: 7, dashed: true)
    .Line("six ReLUs with the slide's numbers", xs, slide, colour: 0).Line("after training", xs, trained, colour: 1);
foreach (double[] unit in units) chart.Line("±n₁ … ±n₆", xs, unit, colour: 5, width: 1.2);
chart.Save(file);
Console.WriteLine($"the six pieces, their sum and the curve, drawn: {file}");

double Z(double at) => net.Forward(Tensor.From([at], [1, 1])).Item();

double Cubic(double at) => at * at * at + at * at - at - 1;

double Worst(double[] values) => xs.Zip(values, (at, value) => Math.Abs(value - Cubic(at))).Max();
