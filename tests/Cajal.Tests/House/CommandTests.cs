using System.CommandLine.Parsing;
using Cajal.Benchmarks.Command;
using Cajal.Tests.Cli;
using Xunit.Abstractions;
using DoctorArguments = Cajal.DoctorBench.Arguments;

namespace Cajal.Tests.House;

/// <summary>Every shell line of README, CONTRIBUTING and the docs is run as it stands there, in a new folder for each document. The blocks of a Chinese page are those of the
/// English one (<see cref="LecturePageTests"/>).</summary>
public class CommandTests(ITestOutputHelper output)
{
    private static readonly string[] Cajal = ["dotnet run -c Release --project apps/Cajal.Cli -- ", "cajal "];

    private const string Benchmarks = "dotnet run -c Release --project benchmarks/Cajal.Benchmarks -- ",
        DoctorBench = "dotnet run -c Release --project benchmarks/Cajal.Doctor.Bench -- ", OpBenchmarks = "dotnet run -c Release --project benchmarks/Cajal.OpBenchmarks -- ", Peers = "benchmarks/peers/";

    public static TheoryData<string> Documents() => [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Repository.Root, "README.md")).Append(Path.Combine(Repository.Root, "CONTRIBUTING.md"))
        .Append(Path.Combine(Repository.Root, "benchmarks", "peers", "README.md"))
        .Where(f => !f.EndsWith(".zh.md", StringComparison.Ordinal)).Where(f => ShellBlocks.Of(File.ReadAllText(f)).Any()).Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Lines_of_shell_blocks_work(string document)
    {
        using var shell = new Shell();
        foreach (string[] block in ShellBlocks.Of(File.ReadAllText(Path.Combine(Repository.Root, document))))
        {
            foreach (string line in block)
            {
                if (Run(shell, document, line)) continue;
                output.WriteLine($"not run, nor the rest of its block, since the data are not here: {line}");
                break;
            }
        }
    }

    [Fact]
    public void Blocks_are_found_and_cut_into_lines() =>
        ShellBlocks.Of("a\n```sh\ncajal train  # one\n\n# two\ncajal data \\\n  xor\n```\n```csharp\nvar x = 1;\n```\n")
            .ShouldBe([["cajal train", "cajal data    xor"]]);

    [Theory]
    [InlineData("rm -rf /")]
    [InlineData("dotnet run examples/99-nothing.cs")]
    [InlineData("cajal trian")]
    [InlineData("dotnet run -c Release --project benchmarks/Cajal.Benchmarks -- pears")]
    [InlineData("dotnet run -c Release --project benchmarks/Cajal.Benchmarks -- peers --onyl T1")]
    [InlineData("benchmarks/peers/walk.sh")]
    public void A_line_that_does_not_work_is_noticed(string line)
    {
        using var shell = new Shell();
        Should.Throw<Exception>(() => Run(shell, "a document", line)).ShouldBeAssignableTo(line.Contains("Benchmarks") ? typeof(CommandException) : typeof(ShouldAssertException));
    }

    /// <summary>Runs a line; false when it needs data that lie outside the repository and are not here.</summary>
    private static bool Run(Shell shell, string document, string line)
    {
        if (Cajal.FirstOrDefault(start => line.StartsWith(start, StringComparison.Ordinal)) is { } start)
        {
            string[] words = [.. CommandLineParser.SplitCommandLine(line[start.Length..]).Select(FromRoot)];
            if (words.Any(w => Path.IsPathRooted(w) && !Path.Exists(w))) return false;
            // A server does not end by itself.
            var answer = shell.Run(words is ["serve", ..] ? [.. words.Except(["--check"]), "--check"] : words);
            answer.Code.ShouldBe(0, $"{document}: {line}\n{answer.Error}");
        }
        else if (line.StartsWith("dotnet run examples/", StringComparison.Ordinal))
        {
            // What examples do is tested where they are run.
            File.Exists(Path.Combine(Repository.Root, line["dotnet run ".Length..])).ShouldBeTrue($"{document}: {line}");
        }
        else if (line.StartsWith(Benchmarks, StringComparison.Ordinal))
        {
            // Measuring takes minutes; here it is enough that the words are understood. What they do is tested where they are tested.
            CommandLine.Parse([.. CommandLineParser.SplitCommandLine(line[Benchmarks.Length..])]);
        }
        else if (line.StartsWith(DoctorBench, StringComparison.Ordinal))
        {
            DoctorArguments.Read([.. CommandLineParser.SplitCommandLine(line[DoctorBench.Length..])]);
        }
        else if (line.StartsWith(OpBenchmarks, StringComparison.Ordinal) || line.StartsWith(Peers, StringComparison.Ordinal))
        {
            string program = line.StartsWith(Peers, StringComparison.Ordinal) ? line.Split(' ')[0] : "benchmarks/Cajal.OpBenchmarks";
            Path.Exists(Path.Combine(Repository.Root, program)).ShouldBeTrue($"{document}: {line}");
        }
        else if (line.StartsWith("dotnet pack ", StringComparison.Ordinal))
        {
            // Packing takes a minute; tests/Cajal.Outside.Tests packs, and uses what is packed.
            File.Exists(Path.Combine(Repository.Root, "tests", "Cajal.Outside.Tests", "Feed.cs")).ShouldBeTrue();
        }
        else
        {
            // This suite itself; all else has nobody who tries it.
            line.ShouldStartWith("dotnet test", customMessage: $"{document}: no test knows how to run this line");
        }
        return true;
    }

    // Documents stand in the repository's root, and so does ../shared for them.
    private static string FromRoot(string word) =>
        word.StartsWith("../", StringComparison.Ordinal) ? Path.GetFullPath(word, Repository.Root) : word;
}
