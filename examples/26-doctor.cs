#:project ../src/Cajal/Cajal.csproj
// What is wrong with a run? A network is trained far too slowly; the Doctor says so, its first prescription is tried from the same seed, and everything is kept on one page.
// Arguments: the learning rate (0.00001), the folder of the run (a temporary one).
using System.Globalization;
using Cajal.Insight;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
double rate = args.Length > 0 ? double.Parse(args[0]) : 1e-5;
string folder = args.Length > 1 ? args[1] : Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "slow");
Run.Train(new Recipe { Data = "moons", Optimizer = "sgd", LearningRate = rate, Epochs = 20 }, folder);

var run = Run.Load(folder);
var verdict = run.Diagnose();
Console.WriteLine(verdict.Headline);
foreach (var finding in verdict.Findings)
{
    Console.WriteLine($"  {finding}");
    foreach (var measured in finding.Evidence) Console.WriteLine($"    {measured}");
}
CureTrial[] trials = verdict.Tryable.Count == 0 ? [] : [run.Try(verdict.Tryable[0])];
foreach (var trial in trials) Console.WriteLine($"tried: {trial.Sentence}");
run.Folder!.WriteFindings(verdict, trials);
Console.WriteLine($"findings, curves and network on one page: {Path.GetFileName(run.WriteReport())}");
