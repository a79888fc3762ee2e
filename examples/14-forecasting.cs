#:project ../src/Cajal/Cajal.csproj
// Forecasting one step ahead: a window of the past in, the next number out, the last fifth of the series for the test.
// The network learns what the better of two simple forecasts misses, the last value and that of a season ago, and is judged beside both.
// With a folder it takes airline-passengers.csv, monthly-sunspots.csv and daily-min-temperatures.csv from it; without, a series drawn by
// seed.
using System.Globalization;
using Cajal;
using Cajal.Data;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
(string File, int Window, int Season, int Epochs)[] known =
[
    ("airline-passengers.csv", 13, 12, 300), ("monthly-sunspots.csv", 24, 132, 40), ("daily-min-temperatures.csv", 14, 365, 40),
];
bool beatsAll = true;
if (args.Length > 0)
{
    foreach (var (file, window, season, epochs) in known) Judge(Path.Combine(args[0], file), window, season, epochs);
}
else
{
    Console.WriteLine("a series drawn by seed; for the real ones name their folder: dotnet run -c Release examples/14-forecasting.cs "
        + "FOLDER");
    Judge(Drawn(), 13, 12, 60);
}
Console.WriteLine(beatsAll ? "The network beats both simple forecasts on every series." : "A simple forecast is better somewhere.");
return beatsAll ? 0 : 1;

void Judge(string file, int window, int season, int epochs)
{
    var options = new DatasetOptions { Window = window, Season = season };
    var recipe = new Recipe { Data = file, DataOptions = options, Epochs = epochs, Batch = "32", LearningRate = 0.003, L2 = 1e-3 };
    var errors = new List<double>();
    string model = "";
    foreach (ulong seed in new ulong[] { 1, 2, 3 })
    {
        var run = Run.Train(recipe with { Seed = seed });
        errors.Add(run.Evaluate().Figures["mae"]);
        model = run.Recipe.Model!;
    }
    double median = errors.Order().ElementAt(1);
    var data = Datasets.Load(file, options);
    var test = data.Split().Test.Open();
    var right = ((NumberTargets)data.Targets!).Values;
    Console.WriteLine($"{Path.GetFileName(file)}: {test.Count} steps for the test");
    Console.WriteLine($"  {"network, " + model,-34} mean absolute error {median:0.000} "
        + $"(seeds {string.Join(", ", errors.Select(e => $"{e:0.000}"))})");
    foreach (var forecast in data.SimpleForecasts)
    {
        double error = 0;
        foreach (int row in test.Rows) error += Math.Abs(forecast.Values[row] - right[row]) / test.Count;
        beatsAll &= median < error;
        Console.WriteLine($"  {forecast.Name,-34} mean absolute error {error:0.000}");
    }
}

// Thirty years of months: growth by factors, a season, and chance.
static string Drawn()
{
    string file = Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "drawn-series.csv");
    var rng = new Rng(seed: 14);
    using var table = new StreamWriter(file);
    table.WriteLine("month,value");
    double drift = 0;
    for (int t = 0; t < 360; t++)
    {
        drift = 0.8 * drift + 0.02 * rng.NextNormal();
        double value = 100 * Math.Exp(0.004 * t + 0.2 * Math.Sin(t * Math.PI / 6) + 0.1 * Math.Cos(t * Math.PI / 3) + drift);
        table.WriteLine($"{1990 + t / 12}-{t % 12 + 1:00},{value:0.0}");
    }
    return file;
}
