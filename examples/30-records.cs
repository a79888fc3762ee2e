#:project ../src/Cajal/Cajal.csproj
// Rows that a program holds already, as records: their properties are the columns, read by code that is generated when the program is built.
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rng = new Rng(seed: 11);
House[] sold = [.. Enumerable.Range(0, 400).Select(_ => Draw(rng))];

var data = Dataset.From(sold);
Console.WriteLine(data);
foreach (string note in data.Notes) Console.WriteLine($"  {note}");

var run = Run.Train(new Recipe { Epochs = 80 }, data);
Console.WriteLine($"test part: {run.Evaluate().Figures}");

// The price is what is asked for, so what stands there does not matter.
var offered = new House(Area: 90, Rooms: 3, District.Harbour, Garden: true, Built: 1995, Address: "Quay 4", Price: 0);
Console.WriteLine($"worth about {run.Model.Predict(offered).Value(0):0} thousand; truly {Worth(offered):0}");
House[] alike = [offered with { Garden = false }, offered with { District = District.Hill }, offered with { Rooms = null }];
var answers = run.Model.Predict<House>(alike);
for (int i = 0; i < alike.Length; i++) Console.WriteLine($"{alike[i].District}, garden {alike[i].Garden}, rooms {alike[i].Rooms?.ToString() ?? "unknown"}: {answers.Value(i):0}");

static double Worth(House house) => 2.1 * house.Area + house.District switch { District.Harbour => 90, District.Hill => 60, _ => 0 } + (house.Garden ? 35 : 0) + (house.Built - 1950) * 0.4;

static House Draw(Rng rng)
{
    double area = 40 + 120 * rng.NextDouble();
    var house = new House(area, rng.NextDouble() < 0.1 ? null : (int)(area / 30), (District)(int)(3 * rng.NextDouble()), rng.NextDouble() < 0.4, 1950 + (int)(70 * rng.NextDouble()), "somewhere", 0);
    return house with { Price = Worth(house) + 8 * rng.NextNormal() };
}

enum District
{
    Old,
    Harbour,
    Hill,
}

[TrainingRow]
partial record House(double Area, int? Rooms, District District, bool Garden, int Built, [Ignore] string Address, [Target] double Price);
