#:project ../src/Cajal/Cajal.csproj
// Train in a run folder, load it again as if in another program, and get the same answers. The weights are safetensors, which other tools read.
using Cajal.Training;

string folder = Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "moons");
var run = Run.Train(new Recipe { Data = "moons", Epochs = 30 }, folder);
var again = Run.Load(folder);

Console.WriteLine($"as trained: {run.Evaluate().Figures}");
Console.WriteLine($"as loaded:  {again.Evaluate().Figures}");
foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order()) Console.WriteLine(Path.GetRelativePath(folder, file));
if (run.Evaluate().Figures.ToString() != again.Evaluate().Figures.ToString()) throw new InvalidOperationException("The loaded model answers otherwise.");
