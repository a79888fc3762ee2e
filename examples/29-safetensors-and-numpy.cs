#:project ../src/Cajal/Cajal.csproj
// Weights to PyTorch's names and back, half as large, and arrays for NumPy: files that other programs read and write.
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = Directory.CreateTempSubdirectory("cajal-").FullName;
string In(string name) => Path.Combine(folder, name);
var rng = new Rng(1);
var network = new Sequential(new Linear(4, 16, rng), Activation.Tanh, new Linear(16, 3, rng));
var map = WeightMap.Parse("hidden.* = 0.*\nout.* = 2.*");

ForeignWeights.Save(In("w.safetensors"), network, map);
ForeignWeights.Save(In("half.safetensors"), network, map, StoredType.Float16);
var file = SafeTensors.Map(In("w.safetensors"));
foreach (string name in file.Names) Console.WriteLine($"{name}  {file.TypeOf(name)} {file.ShapeOf(name)}");
Console.WriteLine($"{new FileInfo(In("w.safetensors")).Length} bytes, in half precision {new FileInfo(In("half.safetensors")).Length}");

var x = Tensor.Normal([5, 4], rng);
foreach (string name in new[] { "w.safetensors", "half.safetensors" })
{
    var other = new Sequential(new Linear(4, 16, rng), Activation.Tanh, new Linear(16, 3, rng));
    ForeignWeights.Load(In(name), other, map);
    Console.WriteLine($"{name}: answers differ by {(other.Forward(x) - network.Forward(x)).Abs().ToArray<float>().Max():0.0e+00}");
}

try
{
    ForeignWeights.Load(In("w.safetensors"), network);
}
catch (RunException error)
{
    Console.WriteLine($"without a map: {error.Message}");
}

Npz.Save(In("answers.npz"), new Dictionary<string, Tensor> { ["x"] = x, ["y"] = network.Forward(x) });
var answers = Npz.Load(In("answers.npz"));
foreach (var (name, tensor) in answers) Console.WriteLine($"answers.npz: {name} {tensor.DType} {tensor.Shape}");
Npy.Save(In("y.npy"), answers["y"]);
if (!Npy.Load(In("y.npy")).ToArray<float>().SequenceEqual(network.Forward(x).ToArray<float>())) throw new InvalidOperationException("NumPy's file came back otherwise.");
