#:project ../src/Cajal/Cajal.csproj
// Augmentation: small changes of the training pictures, drawn anew each epoch, that leave their meaning alone. With few examples it is
// worth many more of them.
// Writes sheet.png, one row for each digit: as it is, then changed as in the first epochs. A folder as argument says where to.
using System.Globalization;
using Cajal.Data;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string Steps = "shift(2)+rotate(12)+scale(0.15)+elastic(1, 7)+noise(0.1)+cutout(5)";
string folder = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("cajal-").FullName;
var few = new DatasetOptions { Count = 800 };
var augmentation = Augmentation.Parse(Steps);
foreach (var step in augmentation.Steps) Console.WriteLine($"{step.Name,-8} {step.Describe()}");
string sheet = Path.Combine(folder, "sheet.png");
AugmentationSheet.Draw(Datasets.Load("digits", few), augmentation, rows: 10, columns: 12).SavePng(sheet);
Console.WriteLine($"drawn on {sheet}");

var recipe = new Recipe { Data = "digits", DataOptions = few, Layers = "64", Epochs = 60, Dropout = 0 };
foreach (string? steps in new[] { null, "shift(2)+rotate(12)+scale(0.15)", Steps })
{
    double[] accuracies = [.. new ulong[] { 1, 2, 3 }.Select(seed => Run.Train(recipe with { Augment = steps,
        Seed = seed }).Evaluate().Figures["accuracy"])];
    Console.WriteLine($"accuracy on the test part, 3 seeds: {100 * accuracies.Average():0.0} %   {steps ?? "as they are"}");
}
