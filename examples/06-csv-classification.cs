#:project ../src/Cajal/Cajal.csproj
// A table with a header, numbers, words and holes; the last column is what is to be told. Here the table is written first, by a seed.
using System.Globalization;
using Cajal;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string file = Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "fruit.csv");
var rng = new Rng(seed: 5);
using (var table = new StreamWriter(file))
{
    table.WriteLine("weight,length,colour,fruit");
    for (int i = 0; i < 300; i++)
    {
        bool pear = rng.NextDouble() < 0.5;
        double weight = 170 + 20 * rng.NextNormal(), length = (pear ? 9.5 : 7.5) + 0.6 * rng.NextNormal();
        string colour = rng.NextDouble() < (pear ? 0.9 : 0.3) ? "green" : "red";
        table.WriteLine($"{(i % 40 == 0 ? "" : weight.ToString("0"))},{length:0.0},{colour},{(pear ? "pear" : "apple")}");
    }
}

var run = Run.Train(new Recipe { Data = file, Epochs = 60 });
foreach (string note in run.Model.Preprocessing.ClassNames) Console.WriteLine($"class {note}");
Console.WriteLine($"test part: {run.Evaluate().Figures}");

string unknown = Path.Combine(Path.GetDirectoryName(file)!, "unknown.csv");
File.WriteAllText(unknown, "weight,length,colour\n180,10.1,green\n165,7.2,red\n");
var predictions = run.Predict(unknown);
for (int i = 0; i < predictions.Count; i++) Console.WriteLine($"fruit {i + 1}: {predictions.ClassName(i)} ({predictions.Score(i, predictions.Label(i)):0.0 %})");
