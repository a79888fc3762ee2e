#:project ../src/Cajal/Cajal.csproj
// Train on the drawn digits that ship inside, look at the result, and ask the model about test pictures it has never seen.
using Cajal.Training;

var run = Run.Train(new Recipe { Data = "digits", Layers = "64", Epochs = 4 });
Console.WriteLine(run.Outcome!.Sentence);
foreach (var (name, reason) in run.Recipe.Reasons ?? new Dictionary<string, string>()) Console.WriteLine($"  {name}: {reason}");
Console.WriteLine($"test pictures: {run.Evaluate().Figures}");
