#:project ../src/Cajal/Cajal.csproj
// A falling loss is one signal. Calibration, groups, the inputs that are read and data that come later are others; the page of trust asks whether they agree.
// Argument: [file of the page].
using System.Globalization;
using Cajal;
using Cajal.Insight;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = Directory.CreateTempSubdirectory("cajal-").FullName;
string file = args.Length > 0 ? args[0] : Path.Combine(folder, "trust.html");
string past = Write("past.csv", seed: 1, move: 0), later = Write("later.csv", seed: 2, move: 0), colder = Write("colder.csv", seed: 3, move: -6);

var run = Run.Train(new Recipe { Data = past, Epochs = 60, Seed = 1 });
var trust = run.Trust(group: "town");
foreach (var signal in trust.Signals) Console.WriteLine($"{(signal.Agrees is null ? "?" : signal.Agrees.Value ? "+" : "-")} {signal.Name}");
Console.WriteLine(trust.Sentence);
File.WriteAllText(file, trust.Page.ToHtml());

Console.WriteLine(run.Calibration()!.Sentence);
Console.WriteLine(run.Importance().Sentence);
foreach (string data in new[] { later, colder }) Console.WriteLine($"{Path.GetFileName(data)}: {run.Drift(data).Sentence}");

// Whether ice cream is sold: by temperature and hour; the town has no say.
string Write(string name, ulong seed, double move)
{
    var rng = new Rng(seed);
    string path = Path.Combine(folder, name);
    using var table = new StreamWriter(path);
    table.WriteLine("temperature,hour,town,sold");
    for (int i = 0; i < 600; i++)
    {
        double temperature = 18 + move + 6 * rng.NextNormal(), hour = 8 + 12 * rng.NextDouble();
        bool sold = (temperature - 18) / 3 + (hour - 14) / 4 + 0.7 * rng.NextNormal() > 0;
        table.WriteLine($"{temperature:0.0},{hour:0.0},{(rng.NextDouble() < 0.5 ? "north" : "south")},{(sold ? "yes" : "no")}");
    }
    return path;
}
