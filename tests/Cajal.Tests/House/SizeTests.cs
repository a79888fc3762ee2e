using System.Text.RegularExpressions;

namespace Cajal.Tests.House;

public class SizeTests
{
    [Fact]
    public void What_trains_stays_below_2_MB_and_all_that_is_installed_below_4_MB()
    {
        // The reading room is counted apart (decision 15).
        Size(Repository.Installed.Except(["Cajal.Insight"])).ShouldBeLessThan(2_000_000);
        Size([.. Repository.Installed, "CsvHelper", "BitMiracle.LibJpeg.NET"]).ShouldBeLessThan(4_000_000);

        static long Size(IEnumerable<string> names) => names.Sum(name => new FileInfo(Path.Combine(AppContext.BaseDirectory, name + ".dll")).Length);
    }

    [Fact]
    public void The_dependencies_counted_are_all_there_are()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Root, "src", "Cajal.Data", "Cajal.Data.csproj"));
        var packages = Repository.Installed
            .Select(name => File.ReadAllText(Path.Combine(Repository.Root, "src", name, name + ".csproj")))
            .SelectMany(text => Regex.Matches(text, "PackageReference Include=\"([^\"]+)\"").Select(m => m.Groups[1].Value)).Distinct();
        packages.ShouldBe(["BitMiracle.LibJpeg.NET", "CsvHelper"]);
        manifest.ShouldContain("CsvHelper");
    }

    [Fact]
    public void No_native_file_comes_along()
    {
        foreach (string name in Repository.Installed)
        {
            string folder = Path.Combine(Repository.Root, "src", name);
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(f => Path.GetExtension(f) is ".so" or ".dylib" or ".a" or ".lib" or ".c" or ".cpp").ShouldBeEmpty();
        }
        foreach (string file in Repository.Sources("src"))
            foreach (string word in new[] { "DllImport", "LibraryImport", "NativeLibrary", "UnmanagedCallersOnly", "delegate* unmanaged" })
                File.ReadAllText(file).ShouldNotContain(word, customMessage: file);
    }

    [Fact]
    public void Files_hold_one_idea_each()
    {
        var lines = Repository.Sources("src", "apps", "benchmarks", "tests").Where(f => !f.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(f => (Lines: File.ReadLines(f).Count(), File: Path.GetRelativePath(Repository.Root, f))).OrderBy(f =>
                f.Lines).ToArray();
        lines.Where(f => f.Lines > 400).ShouldBeEmpty();
        lines[lines.Length / 2].Lines.ShouldBeLessThanOrEqualTo(100);
        lines[(int)(lines.Length * 0.9)].Lines.ShouldBeLessThanOrEqualTo(300);
        // A model is read in one go.
        string models = Path.Combine("src", "Cajal.Networks", "Models");
        lines.Where(f => f.File.StartsWith(models, StringComparison.Ordinal) && f.Lines >= 120).ShouldBeEmpty();
    }
}
