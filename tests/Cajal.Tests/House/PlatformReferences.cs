using Microsoft.CodeAnalysis;

namespace Cajal.Tests.House;

/// <summary>The assemblies that programs in tests are compiled against, read once: reading three hundred of them takes longer than most of these programs.</summary>
internal static class PlatformReferences
{
    /// <summary>Everything this process knows, Cajal and the tests with it.</summary>
    public static IReadOnlyList<PortableExecutableReference> All { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>.NET alone.</summary>
    public static IReadOnlyList<PortableExecutableReference> OfNet { get; } =
        [.. All.Where(r => Path.GetDirectoryName(r.FilePath) == Path.GetDirectoryName(typeof(object).Assembly.Location) && Path.GetFileName(r.FilePath)!.StartsWith("System", StringComparison.Ordinal))];
}
