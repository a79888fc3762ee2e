using System.Text.RegularExpressions;

namespace Cajal.Outside.Tests;

/// <summary>The repository's packages, packed once, in a folder that is the only source its programs have. Beside them lie the packages they depend on.</summary>
public sealed class Feed : IAsyncLifetime
{
    /// <summary>Where everything happens: <c>feed</c> has the packages, <c>packages</c> what was restored from there.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("cajal-packages-").FullName;

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What <c>dotnet pack</c> made, by name.</summary>
    public IReadOnlyDictionary<string, Package> Packages { get; private set; } = new Dictionary<string, Package>();

    private string Source => Path.Combine(Folder, "feed");

    public async Task InitializeAsync()
    {
        // Continuous integration has built everything already and says so.
        string[] built = Environment.GetEnvironmentVariable("CAJAL_BUILT") == "1" ? ["--no-build"] : [];
        await Tool.Do(Root, "dotnet", ["pack", "-c", "Release", "-o", Source, "-v", "quiet", .. built]);
        Packages = Directory.GetFiles(Source, "*.nupkg").Select(Package.Read).ToDictionary(p => p.Name);
        foreach (var (name, version) in Packages.Values.SelectMany(p => p.Dependencies).Where(d => !Packages.ContainsKey(d.Name)).Distinct())
            Add(Restored, name, version);
        await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A new, empty folder whose programs have this source.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    /// <summary>Fetches what a project in a folder needs beyond Cajal (packs of the platform) from this machine's own sources, and adds it to the feed.</summary>
    /// <param name="properties">The project's properties, as XML.</param>
    /// <param name="sdk">The project's SDK.</param>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> AddPacks(string properties, string sdk = "Microsoft.NET.Sdk")
    {
        string folder = Directory.CreateTempSubdirectory("cajal-packs-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Packs.csproj"),
                $"<Project Sdk=\"{sdk}\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>{properties}</PropertyGroup></Project>");
            var answer = await Tool.Run(folder, "dotnet", "restore");
            if (answer.Code != 0) return answer.Output.Split('\n').FirstOrDefault(l => l.Contains("error", StringComparison.Ordinal)) ?? answer.Output;
            string assets = await File.ReadAllTextAsync(Path.Combine(folder, "obj", "project.assets.json"));
            string restored = Regex.Match(assets, "\"packagesPath\": \"([^\"]+)\"").Groups[1].Value.Replace(@"\\", @"\");
            foreach (Match pack in Regex.Matches(assets, "\"name\": \"([^\"]+)\",\\s+\"version\": \"\\[([0-9.]+), "))
                Add(restored, pack.Groups[1].Value, pack.Groups[2].Value);
            foreach (Match pack in Regex.Matches(assets, "^    \"([^\"/]+)/([0-9.]+)\": \\{\\s+\"sha512\"", RegexOptions.Multiline))
                Add(restored, pack.Groups[1].Value, pack.Groups[2].Value);
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Where this build's own packages were restored to.
    private static string Restored => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private void Add(string folder, string name, string version)
    {
        (name, version) = (name.ToLowerInvariant(), version.ToLowerInvariant());
        string file = $"{name}.{version}.nupkg";
        if (File.Exists(Path.Combine(Source, file))) return;
        // Some packs come with the SDK and are never downloaded.
        string from = Path.Combine(folder, name, version, file);
        if (File.Exists(from)) File.Copy(from, Path.Combine(Source, file));
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Cajal.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run inside the repository, and Cajal.slnx was not found above " + AppContext.BaseDirectory);
    }
}

/// <summary>All tests of packages share one feed and take turns.</summary>
[CollectionDefinition("feed")]
public sealed class FeedCollection : ICollectionFixture<Feed>;
