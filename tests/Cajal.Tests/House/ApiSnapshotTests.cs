using System.Reflection;

namespace Cajal.Tests.House;

/// <summary>What the packages promise is written down in <c>House/Api</c>, a file for each assembly: whoever changes it, sees it.</summary>
public class ApiSnapshotTests
{
    /// <summary>The variable of the environment that has the files written anew instead.</summary>
    private const string Renew = "CAJAL_RENEW_API";

    private static string Folder => Path.Combine(Repository.Root, "tests", "Cajal.Tests", "House", "Api");

    public static TheoryData<string> Names() => [.. Repository.Assemblies.Select(a => a.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_public_API_is_the_one_written_down(string name)
    {
        string file = Path.Combine(Folder, name + ".txt");
        string[] now = ApiText.Of(Assembly.Load(name).Location);
        if (Environment.GetEnvironmentVariable(Renew) is { Length: > 0 })
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, string.Concat(now.Select(line => line + "\n")));
            return;
        }
        string[] then = File.Exists(file) ? File.ReadAllLines(file) : [];
        Difference(then, now).ShouldBeEmpty($"The public API of {name} is not the one in tests/Cajal.Tests/House/Api/{name}.txt (- was there, + is there now). If that is meant, write it "
            + $"anew and look at the difference before it is committed: dotnet test tests/Cajal.Tests -c Release --filter ApiSnapshotTests -e {Renew}=1");
    }

    [Fact]
    public void No_file_is_of_an_assembly_that_is_not_there() =>
        Directory.GetFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Except(Repository.Assemblies.Select(a => a.GetName().Name!)).ShouldBeEmpty();

    [Fact]
    public void A_difference_names_the_type()
    {
        Difference(["A: class X", "  int P", "  int Q", "A: class Y", "  int P"], ["A: class X", "  int P", "A: class Y", "  int P", "  int R"])
            .ShouldBe(["- A: class X | int Q", "+ A: class Y | int R"]);
        Difference(["A: class X"], ["A: class X"]).ShouldBeEmpty();
    }

    private static string[] Difference(string[] then, string[] now)
    {
        string[] before = [.. Full(then)], after = [.. Full(now)];
        return [.. before.Except(after).Select(l => "- " + l), .. after.Except(before).Select(l => "+ " + l)];
    }

    // Each member with the type above it.
    private static IEnumerable<string> Full(string[] lines)
    {
        string type = "";
        foreach (string line in lines)
        {
            if (!line.StartsWith("  ", StringComparison.Ordinal)) type = line;
            yield return line == type ? line : $"{type} | {line.Trim()}";
        }
    }
}
