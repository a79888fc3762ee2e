using System.Runtime.InteropServices;
using Xunit.Abstractions;

namespace Cajal.Outside.Tests;

/// <summary>A program on the core, published trimmed and ahead of time, warnings being errors: the same predictions as before.</summary>
[Collection("feed")]
public class PublishTests(Feed feed, ITestOutputHelper output)
{
    private const string Program = """
        using Cajal;
        using Cajal.Data;
        using Cajal.Insight;
        using Cajal.Networks;
        using Cajal.Training;

        string folder = Path.Combine(AppContext.BaseDirectory, "moons-run");
        File.WriteAllText("points.csv", "x,y,kind\n" + string.Join("\n", Enumerable.Range(0, 60).Select(i => $"{i % 7},{i % 5},{(i % 7 + i % 5 > 5 ? "high" : "low")}")));
        var run = Run.Train(new Recipe { Data = "moons", Epochs = 8, Seed = 3 }, folder);
        Console.WriteLine(run.Outcome!.Sentence);
        var again = Run.Load(folder);
        Console.WriteLine($"{again.Evaluate().Figures}");
        foreach (var finding in again.Diagnose().Findings) Console.WriteLine(finding);
        Console.WriteLine(Path.GetFileName(again.WriteReport()));
        Console.WriteLine(Run.Train(new Recipe { Data = "points.csv", Epochs = 8, Seed = 3 }).Evaluate().Figures);
        var model = new Sequential(new Conv2d(1, 4, 3, new Rng(1)), Activation.Gelu, new Flatten(), new Linear(4 * 36, 3, new Rng(2)));
        Console.WriteLine(string.Join(' ', model.Forward(Tensor.Normal([2, 1, 8, 8], new Rng(3))).Softmax().ToArray<float>().Select(BitConverter.SingleToInt32Bits)));
        """;

    private static string Rid => RuntimeInformation.RuntimeIdentifier;

    [SkippableFact]
    public async Task Trimmed_into_one_file_it_stays_below_20_MB_and_answers_the_same()
    {
        var (file, answers) = await Publish("trimmed", "<PublishTrimmed>true</PublishTrimmed><PublishSingleFile>true</PublishSingleFile><SelfContained>true</SelfContained>");
        long size = new FileInfo(file).Length;
        output.WriteLine($"trimmed, one file: {size:N0} bytes");
        size.ShouldBeLessThan(20_000_000);
        answers.ShouldBe(await Plain());
    }

    [SkippableFact]
    public async Task Ahead_of_time_it_answers_the_same()
    {
        Skip.IfNot(HasLinker, "compiling ahead of time ends with the system's linker: clang or gcc is needed");
        var (file, answers) = await Publish("native", "<PublishAot>true</PublishAot><IlcInstructionSet>native</IlcInstructionSet>" + (OnPath("clang") ? "" : "<CppCompilerAndLinker>gcc</CppCompilerAndLinker>"));
        output.WriteLine($"ahead of time: {new FileInfo(file).Length:N0} bytes");
        answers.ShouldBe(await Plain());
    }

    private static bool HasLinker => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() || OnPath("clang") || OnPath("gcc");

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private async Task<string> Plain()
    {
        string folder = await Write("plain-" + Guid.NewGuid().ToString("N"), "");
        return await Tool.Do(folder, "dotnet", "run", "-c", "Release");
    }

    private async Task<(string File, string Answers)> Publish(string name, string properties)
    {
        properties += $"<RuntimeIdentifier>{Rid}</RuntimeIdentifier>";
        string? trouble = await feed.AddPacks(properties);
        Skip.If(trouble is not null, $"the platform's packs do not restore here: {trouble}");
        string folder = await Write(name, properties);
        await Tool.Do(folder, "dotnet", "publish", "-c", "Release", "-o", "out");
        string file = Path.Combine(folder, "out", OperatingSystem.IsWindows() ? "Program.exe" : "Program");
        return (file, await Tool.Do(folder, file));
    }

    private async Task<string> Write(string name, string properties)
    {
        string folder = feed.NewFolder(name);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Program);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>
                <IsAotCompatible>true</IsAotCompatible><TreatWarningsAsErrors>true</TreatWarningsAsErrors><TrimmerSingleWarn>false</TrimmerSingleWarn>
                <ILLinkTreatWarningsAsErrors>true</ILLinkTreatWarningsAsErrors><IlcTreatWarningsAsErrors>true</IlcTreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization><JsonSerializerIsReflectionEnabledByDefault>false</JsonSerializerIsReflectionEnabledByDefault>
                {properties}
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Cajal" Version="{feed.Packages["Cajal"].Version}" /></ItemGroup>
            </Project>
            """);
        return folder;
    }
}
