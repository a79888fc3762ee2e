#:project ../src/Cajal/Cajal.csproj
// Backpropagation three ways on a network 2-2-1: by the chain rule with pencil and paper, from the tape, and by central differences. Then every number of it on a page.
// Argument: [file of the page].
using System.Globalization;
using Cajal;
using Cajal.Insight;
using Cajal.Networks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string file = args.Length > 0 ? args[0] : Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "backpropagation.html");

Linear first = new(2, 2, new Rng(1), dtype: DType.Float64), second = new(2, 1, new Rng(2), dtype: DType.Float64);
first.Weight.Assign(Tensor.From(new[,] { { 0.1, 0.8 }, { 0.4, 0.6 } }));
first.Bias!.Assign(Tensor.From([0.0, 0.0]));
second.Weight.Assign(Tensor.From(new[,] { { 0.3, 0.9 } }));
second.Bias!.Assign(Tensor.From([0.0]));
var model = new Sequential(first, Activation.Sigmoid, second);
Tensor x = Tensor.From(new[,] { { 0.35, 0.9 } }), target = Tensor.From(new[,] { { 0.5 } });

// L = (ŷ − y)²/2    δ₂ = ŷ − y    δ₁ = (W₂ᵀ δ₂) ⊙ h(1 − h)    ∂L/∂W = δ · inputᵀ
var h = first.Forward(x).Sigmoid();
var delta2 = second.Forward(h) - target;
var delta1 = delta2.MatMul(second.Weight) * h * (1 - h);
double[] byHand = [.. delta1.T.MatMul(x).ToArray<double>(), .. delta2.T.MatMul(h).ToArray<double>()];
Console.WriteLine($"hidden {h[0, 0]:0.0000} {h[0, 1]:0.0000}, output {second.Forward(h).Item():0.0000}, δ₂ {delta2.Item():0.0000}, δ₁ {delta1[0, 0]:0.0000} {delta1[0, 1]:0.0000}");

double[] fromTape;
using (var tape = Tape.Start())
{
    var gradients = tape.Gradients(model.Forward(x).HalfSquaredError(target));
    fromTape = [.. gradients[first.Weight].ToArray<double>(), .. gradients[second.Weight].ToArray<double>()];
}
double[] byDifferences = [.. Differences(first.Weight), .. Differences(second.Weight)];

Console.WriteLine("weight    by hand     tape        differences");
string[] names = ["W₁[0,0]", "W₁[0,1]", "W₁[1,0]", "W₁[1,1]", "W₂[0,0]", "W₂[0,1]"];
for (int i = 0; i < names.Length; i++) Console.WriteLine($"{names[i]}  {byHand[i],10:0.000000}  {fromTape[i],10:0.000000}  {byDifferences[i],10:0.000000}");
if (byHand.Zip(fromTape).Any(p => Math.Abs(p.First - p.Second) > 1e-12) || byHand.Zip(byDifferences).Any(p => Math.Abs(p.First - p.Second) > 1e-8))
    throw new InvalidOperationException("The three ways should give the same gradients.");

var page = model.Explain(x, target, (y, t) => y.HalfSquaredError(t), new GradientDescent(model.Parameters, 1));
File.WriteAllText(file, page.ToHtml());
Console.WriteLine($"every number, before the update and after it: {Path.GetFileName(file)}");

// ∂L/∂w ≈ (L(w + e) − L(w − e))/2e
double[] Differences(Parameter weight)
{
    const double e = 1e-5;
    double[] at = weight.ToArray<double>(), slopes = new double[at.Length];
    for (int i = 0; i < at.Length; i++)
    {
        slopes[i] = (Loss(i, e) - Loss(i, -e)) / (2 * e);
        weight.Assign(Tensor.From(at, weight.Shape));
    }
    return slopes;

    double Loss(int i, double move)
    {
        double[] moved = [.. at];
        moved[i] += move;
        weight.Assign(Tensor.From(moved, weight.Shape));
        return model.Forward(x).HalfSquaredError(target).Item();
    }
}
