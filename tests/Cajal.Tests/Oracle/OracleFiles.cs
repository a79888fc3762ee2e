using System.Text.Json;
using Cajal.Tests.House;

namespace Cajal.Tests.Oracle;

/// <summary>The folder of golden values and what is in it. Another folder of the same schema is chosen by CAJAL_ORACLE.</summary>
internal static class OracleFiles
{
    public const string Variable = "CAJAL_ORACLE";

    public static string Folder =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "oracle"));

    /// <summary>A folder named by hand must be there; the usual one may be absent.</summary>
    public static bool Exists => Directory.Exists(Folder) || Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>All cases of all JSON files, in the order of the file names.</summary>
    public static IReadOnlyList<JsonElement> Cases()
    {
        if (!Directory.Exists(Folder)) throw new DirectoryNotFoundException($"{Variable} names '{Folder}', which is no folder.");
        string[] files = [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? [.. files.SelectMany(Read)] : throw new InvalidDataException($"'{Folder}' holds no JSON file, so there is nothing to compare with.");
    }

    private static JsonElement[] Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = document.RootElement;
        if (!root.TryGetProperty("schema", out var schema) || schema.GetInt32() != 1 || !root.TryGetProperty("cases", out var cases))
            throw new InvalidDataException($"'{file}' is not of schema 1: it needs \"schema\": 1 and \"cases\".");
        return [.. cases.EnumerateArray().Select(c => c.Clone())];
    }
}
