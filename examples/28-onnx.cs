#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Onnx/Cajal.Onnx.csproj
// A trained network as an ONNX file, read again as a layer that answers the same, and learns on.
using System.Globalization;
using Cajal;
using Cajal.Networks;
using Cajal.Onnx;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string file = Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "moons.onnx");
var model = Run.Train(new Recipe { Data = "moons", Epochs = 30 }).Model;
OnnxExport.Save(model.Network, Tensor.Zeros([1, 2]), file, new OnnxExportOptions { InputNames = ["point"], OutputNames = ["logit"] });
Console.WriteLine($"{new FileInfo(file).Length} bytes: IR version 8, operators of edition {OnnxExport.OperatorSet}");

var again = OnnxModule.Load(file);
Console.WriteLine($"{again.Inputs[0]} → {again.Outputs[0]}, {again.Parameters.Sum(p => p.Count)} parameters");
foreach (var (name, count) in again.Operators) Console.WriteLine($"  {count} {name}");

var x = Tensor.Normal([100, 2], new Rng(1));
float difference = (again.Forward(x) - model.Network.Forward(x)).Abs().ToArray<float>().Max();
Console.WriteLine($"largest difference from the network itself: {difference:0.0e+00}");
if (difference > 1e-5) throw new InvalidOperationException("The file answers otherwise.");

// It is a layer like any other: here it learns to answer 0 everywhere.
var adam = new Adam(again.Parameters, learningRate: 0.01);
for (int step = 0; step <= 60; step++)
{
    using var tape = Tape.Start();
    var loss = again.Forward(x).Square().Mean();
    adam.Step(tape.Gradients(loss));
    if (step % 20 == 0) Console.WriteLine($"step {step}: {loss.Item():0.0000}");
}
