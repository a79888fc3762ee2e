using System.Globalization;
using Cajal.Data;

namespace Cajal.Studio;

/// <summary>Public tables that <c>cajal data fetch</c> has put into the user's data folder. Those that are not there are not offered.</summary>
internal static class FetchedSets
{
    private static readonly string[] All = ["wine", "breast-cancer", "optical-digits"];

    // The file has no names.
    private static readonly string[] WineColumns =
    [
        "alcohol", "malic acid", "ash", "alkalinity of ash", "magnesium", "phenols", "flavanoids", "nonflavanoid phenols", "proanthocyanins", "colour intensity", "hue", "OD280/OD315", "proline",
    ];

    /// <summary>Those whose file is there.</summary>
    /// <param name="folder">The data folder; null for the usual one.</param>
    public static IReadOnlyList<string> Here(string? folder = null) => [.. All.Where(name => Places(name, folder).Any(File.Exists))];

    /// <summary>Whether a set is one of them, there or not.</summary>
    public static bool Knows(string name) => All.Contains(name);

    /// <summary>The set: a row for each line, all columns numbers.</summary>
    /// <exception cref="ArgumentException">Its file is not there.</exception>
    /// <exception cref="DatasetException">Its file is no such table.</exception>
    public static RawSet Load(string name, string? folder = null)
    {
        if (!Here(folder).Contains(name)) throw new ArgumentException($"The set '{name}' is not in the data folder; fetch it once: cajal data fetch {name}.");
        var set = Datasets.Load(name, new DatasetOptions { Folder = folder ?? DataFolder.Usual });
        var columns = ((TableFeatures)set.Features).Columns;
        var labels = (ClassTargets)set.Targets!;
        var values = new double[set.Count, columns.Count];
        for (int c = 0; c < columns.Count; c++)
        {
            var column = columns[c] as NumberColumn ?? throw new DatasetException($"Column {c + 1} of the set '{name}' holds words, and only numbers can be drawn: fetch it anew, cajal data fetch {name}.");
            for (int i = 0; i < set.Count; i++) values[i, c] = column.Values[i];
        }
        return new RawSet(values, [.. labels.Labels.ToArray().Select(l => (double)l)], labels.ClassNames.Count)
        {
            IsTable = true,
            Columns = [.. columns.Select((column, c) => new SetColumn((c + 1).ToString(CultureInfo.InvariantCulture), name == "wine" && columns.Count == WineColumns.Length ? WineColumns[c] : column.Name))],
            ClassNames = [.. labels.ClassNames],
        };
    }

    // As the data wing looks for them.
    private static string[] Places(string name, string? folder) => [Path.Combine(folder ?? DataFolder.Usual, name, name + ".csv"), Path.Combine(folder ?? DataFolder.Usual, name + ".csv")];
}
