#:project ../src/Cajal/Cajal.csproj
// Numbers to be foretold: the yield of a field from rain and sun, with noise. Inputs and targets are scaled on the training part only; predictions come back in tons.
using System.Globalization;
using Cajal;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string file = Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "field.csv");
var rng = new Rng(seed: 6);
using (var table = new StreamWriter(file))
{
    table.WriteLine("rain,sun,tons");
    for (int i = 0; i < 400; i++)
    {
        double rain = 300 + 500 * rng.NextDouble(), sun = 1200 + 800 * rng.NextDouble();
        double tons = 8 - Math.Pow((rain - 550) / 150, 2) + (sun - 1600) / 400 + 0.3 * rng.NextNormal();
        table.WriteLine($"{rain:0},{sun:0},{tons:0.00}");
    }
}

var run = Run.Train(new Recipe { Data = file, Layers = "16", Epochs = 150 });
Console.WriteLine($"test part: {run.Evaluate().Figures}");

string field = Path.Combine(Path.GetDirectoryName(file)!, "field-to-come.csv");
File.WriteAllText(field, "rain,sun\n550,1800\n320,1300\n");
var predictions = run.Predict(field);
Console.WriteLine($"good year: {predictions.Value(0):0.0} tons, dry year: {predictions.Value(1):0.0} tons");
