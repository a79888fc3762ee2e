using System.Reflection;

namespace Cajal.Tests.House;

/// <summary>Where things are: the repository's root and the assemblies a user installs.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The assemblies that come with the front door, itself included.</summary>
    public static readonly string[] Installed =
        ["Cajal", "Cajal.Tensors", "Cajal.Autograd", "Cajal.Networks", "Cajal.Data", "Cajal.Training", "Cajal.Insight"];

    public static IEnumerable<Assembly> Assemblies => Installed.Concat(["Cajal.AspNetCore", "Cajal.Interop", "Cajal.Lectures", "Cajal.Onnx", "Cajal.CSharp", "Cajal.Fetch", "Cajal.Keras", "Cajal.Parquet"]).Select(name => Assembly.Load(name));

    public static IEnumerable<Type> PublicTypes => Assemblies.SelectMany(a => a.GetExportedTypes());

    /// <summary>C# files under the given folders, build output apart.</summary>
    public static IEnumerable<string> Sources(params string[] folders) =>
        folders.Where(f => Directory.Exists(Path.Combine(Root, f))).SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Cajal.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run inside the repository, and Cajal.slnx was not found above " + AppContext.BaseDirectory);
    }
}
