using Cajal.Cli;
using Cajal.Tests.Cli;

namespace Cajal.Tests.Serving;

/// <summary>Small runs of every kind that is served, trained once for all tests.</summary>
public sealed class TestRuns : IDisposable
{
    private readonly Shell shell = new();

    public TestRuns()
    {
        shell.Write("people.csv", "age,town,member,income\n" + string.Concat(Enumerable.Range(0, 120).Select(i =>
            FormattableString.Invariant($"{(i % 11 == 3 ? "" : (20 + i % 40).ToString())},{(i % 13 == 5 ? "" : new[] { "Köln", "Paris", "12" }[i % 3])},{(i % 2 == 0 ? "yes" : "no")},{1000 + 37 * i % 900}\n"))));
        Train("people", "people.csv", "--target", "member", "--categories", "town");
        Train("income", "people.csv", "--categories", "town", "--examples", "120");
        Train("moons", "moons", "--examples", "300");
        Train("drawn", "digits", "--examples", "300", "--layers", "32,16");
        Train("lenet", "digits", "--examples", "200", "--model", "lenet");
        Train("adding", "adding", "--examples", "100", "--length", "12", "--model", "gru(units=8)");
        shell.Run("export", "drawn", "--to", "onnx", "--out", "drawn.onnx").ShouldBeDone();
    }

    /// <summary>The path of a run, or of a file.</summary>
    public string this[string name] => shell[name];

    internal Shell Shell => shell;

    /// <summary>A run of its own that a test may change.</summary>
    internal string Copy(string name)
    {
        string to = shell[$"{name}-{Guid.NewGuid():N}"];
        foreach (string file in Directory.EnumerateFiles(shell[name], "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(shell[name], file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return to;
    }

    public void Dispose() => shell.Dispose();

    private void Train(string run, string data, params string[] more)
    {
        string[] options = data.EndsWith(".csv", StringComparison.Ordinal) ? [.. more.TakeWhile(m => m != "--examples")] : more;
        shell.Run(["train", data, "--epochs", "2", "--run", run, .. options]).ShouldBeDone();
    }
}

[CollectionDefinition("serving", DisableParallelization = true)]
public class Serving : ICollectionFixture<TestRuns>;
