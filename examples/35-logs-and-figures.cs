#:project ../src/Cajal/Cajal.csproj
// What a run leaves behind for other programs: metrics.csv for tables, an event file for TensorBoard, figures as SVG, a page of HTML.
// Argument: [folder of the run].
using System.Globalization;
using Cajal.Insight;
using Cajal.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = args.Length > 0 ? args[0] : Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "moons");
var run = Run.Train(new Recipe { Data = "moons", Epochs = 20, Seed = 1 }, folder);

var table = MetricsTable.Read(Path.Combine(folder, "metrics.csv"));
Console.WriteLine($"metrics.csv: {table.Rows.Count} rows of {string.Join(", ", table.Columns.Take(5))}, …");
double?[] loss = [.. table["loss"]], validation = [.. table["validation_loss"]];
Console.WriteLine($"  loss {loss[0]:0.000} at first, {loss[^1]:0.000} at last");

string events = Directory.GetFiles(folder, "events.out.tfevents.*").Single();
Console.WriteLine($"{Path.GetFileName(events)[..19]}: {new FileInfo(events).Length} bytes for tensorboard --logdir {Path.GetFileName(folder)}");

new Chart("What was learned", "epoch", "loss").Line("training", [.. loss.Select(v => v!.Value)]).Line("validation", [.. validation.Select(v => v!.Value)]).Save(Path.Combine(folder, "loss.svg"));
string svg = File.ReadAllText(Path.Combine(folder, "loss.svg"));
string page = File.ReadAllText(run.WriteReport());
Console.WriteLine($"loss.svg {(svg.StartsWith("<svg") ? "is" : "is not")} a picture; report.html has {page.Split("<svg").Length - 1} of them and {(page.Contains("src=\"http") ? "needs" : "needs no")} other file");
