using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Cajal.Outside.Tests;

/// <summary>What is in the packages.</summary>
[Collection("feed")]
public class PackageTests(Feed feed)
{
    private static readonly string[] Core = ["Cajal", "Cajal.Tensors", "Cajal.Autograd", "Cajal.Networks", "Cajal.Data", "Cajal.Training"];

    private IEnumerable<Package> Libraries => feed.Packages.Values.Where(p => p.Name != "Cajal.Cli");

    [Fact]
    public void Every_room_and_the_command_line_are_packed()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Feed.Root, "src")).Select(Path.GetFileName).Where(r => File.Exists(Path.Combine(Feed.Root, "src", r!, r + ".csproj")));
        feed.Packages.Keys.Order().ShouldBe(rooms.Append("Cajal.Cli").Order());
    }

    [Fact]
    public void Every_package_says_what_it_is()
    {
        foreach (var package in feed.Packages.Values)
        {
            package.Said("license").ShouldBe("MIT", package.Name);
            package.Said("description").Length.ShouldBeGreaterThan(30, package.Name);
            package.Said("description").ShouldNotBe("Package Description");
            package.Said("authors").ShouldBe("The Cajal founders");
            package.Said("tags").ShouldContain("neural-network");
            package.Files.Keys.ShouldContain(package.Said("readme"));
            var icon = package.Files[package.Said("icon")];
            // PNG's header: width and height after the first chunk's length and name.
            (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))).ShouldBe((128, 128), package.Name);
        }
        feed.Packages.Values.Select(p => p.Version).Distinct().Count().ShouldBe(1);
        feed.Packages.Values.Select(p => p.Said("description")).ShouldBeUnique();
    }

    [Fact]
    public void Every_library_comes_with_its_documentation()
    {
        foreach (var package in Libraries)
        {
            package.Files.Keys.ShouldContain($"lib/net10.0/{package.Name}.dll");
            var documented = XElement.Load(new MemoryStream(package.Files[$"lib/net10.0/{package.Name}.xml"])).Descendants("member").Select(m => (string)m.Attribute("name")!).ToHashSet();
            using var reader = new PEReader(new MemoryStream(package.Files[$"lib/net10.0/{package.Name}.dll"]));
            var metadata = reader.GetMetadataReader();
            metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(t => (t.Attributes & System.Reflection.TypeAttributes.VisibilityMask) == System.Reflection.TypeAttributes.Public)
                .Select(t => $"T:{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}").Where(n => !documented.Contains(n)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_library_has_symbols_that_belong_to_it()
    {
        foreach (var package in Libraries)
        {
            var symbols = Package.Read(Path.ChangeExtension(package.Path, ".snupkg"));
            using var library = new PEReader(new MemoryStream(package.Files[$"lib/net10.0/{package.Name}.dll"]));
            var entry = library.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.CodeView);
            using var pdb = MetadataReaderProvider.FromPortablePdbImage([.. symbols.Files[$"lib/net10.0/{package.Name}.pdb"]]);
            var id = new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id);
            id.Guid.ShouldBe(library.ReadCodeViewDebugDirectoryData(entry).Guid, package.Name);
            library.ReadDebugDirectory().ShouldContain(e => e.Type == DebugDirectoryEntryType.Reproducible, package.Name);
        }
    }

    [Fact]
    public void No_native_file_comes_along()
    {
        foreach (var package in feed.Packages.Values.Where(p => p.Name != "Cajal.Cli"))
            package.Files.Keys.Where(f => f.StartsWith("runtimes/", StringComparison.Ordinal) || f.EndsWith(".so", StringComparison.Ordinal)).ShouldBeEmpty(package.Name);
        foreach (var (name, bytes) in feed.Packages.Values.SelectMany(p => p.Files).Where(f => f.Key.EndsWith(".dll", StringComparison.Ordinal)))
            new PEReader(new MemoryStream(bytes)).HasMetadata.ShouldBeTrue(name);
    }

    [Fact]
    public void The_front_door_brings_the_analysers_and_the_floors()
    {
        var door = feed.Packages["Cajal"];
        door.Files.Keys.ShouldContain("analyzers/dotnet/cs/Cajal.Analyzers.dll");
        door.Files.Keys.ShouldContain("analyzers/dotnet/cs/Cajal.Analyzers.CodeFixes.dll");
        var floors = door.Dependencies.Select(d => d.Name).Where(feed.Packages.ContainsKey).Order().ToArray();
        floors.ShouldBe(["Cajal.Autograd", "Cajal.Data", "Cajal.Insight", "Cajal.Networks", "Cajal.Tensors", "Cajal.Training"]);
        // Versions of what the floors need are pinned here too, and nothing else comes along.
        door.Dependencies.Select(d => d.Name).Except(floors).ShouldBeSubsetOf(floors.SelectMany(f => feed.Packages[f].Dependencies).Select(d => d.Name));
    }

    [Fact]
    public void What_trains_weighs_less_than_2_MB_and_all_that_is_installed_less_than_4_MB()
    {
        Core.Sum(name => Weight(feed.Packages[name])).ShouldBeLessThan(2_000_000);
        var others = Core.Append("Cajal.Insight").SelectMany(name => feed.Packages[name].Dependencies).Distinct().Where(d => !feed.Packages.ContainsKey(d.Name)).ToArray();
        others.ShouldNotBeEmpty();
        long borrowed = others.Sum(d => Package.Read(Path.Combine(feed.Folder, "feed", $"{d.Name}.{d.Version}.nupkg".ToLowerInvariant())).Files
            .Where(f => f.Key.EndsWith(".dll", StringComparison.Ordinal)).GroupBy(f => f.Key.Split('/')[1]).Max(g => g.Sum(f => (long)f.Value.Length)));
        (Core.Append("Cajal.Insight").Sum(name => Weight(feed.Packages[name])) + borrowed).ShouldBeLessThan(4_000_000);

        static long Weight(Package package) => package.Files[$"lib/net10.0/{package.Name}.dll"].Length;
    }
}
