using System.Globalization;

namespace Cajal.Data;

/// <summary>A data set of some of its classes: <c>cat, dog</c>, or <c>5-9</c> where classes are whole numbers.</summary>
internal static class ClassChoice
{
    /// <summary>The examples of the classes that are asked for.</summary>
    /// <exception cref="ArgumentException">Targets that are no classes, a class that is not there, or fewer than two.</exception>
    public static Dataset Of(Dataset data, IReadOnlyList<string> wanted)
    {
        if (data.Targets is not ClassTargets targets)
            throw new ArgumentException($"'{data.Name}' has no classes to choose from; leave the classes out.");
        string[] names = [.. targets.ClassNames];
        int[] kept = [.. wanted.SelectMany(word => Read(word, names, data.Name)).Distinct().Order()];
        if (kept.Length < 2) throw new ArgumentException($"To tell classes apart takes at least two; asked for is '{string.Join(",", wanted)}'.");
        int[] rows = [.. Enumerable.Range(0, data.Count).Where(row => Array.IndexOf(kept, targets.Labels[row]) >= 0)];
        if (rows.Length == 0) throw new DatasetException($"'{data.Name}' holds no example of these classes.");
        var labels = Array.ConvertAll(rows, row => Array.IndexOf(kept, targets.Labels[row]));
        return new Dataset(data.Name, data.Features.Take(rows), new ClassTargets(labels, [.. kept.Select(c => names[c])], targets.Name) { Position = targets.Position })
        {
            Description = data.Description,
            GivenTestCount = rows.Count(row => row >= data.Count - data.GivenTestCount),
            IsOrdered = data.IsOrdered,
            SuggestedModel = data.SuggestedModel,
            SuggestedShares = data.SuggestedShares,
            Notes = data.Notes,
        };
    }

    private static int[] Read(string word, string[] names, string data)
    {
        int known = Array.IndexOf(names, word);
        if (known >= 0) return [known];
        string[] ends = word.Split('-');
        if (ends.Length == 2 && Whole(ends[0]) is { } low && Whole(ends[1]) is { } high && low <= high
            && Enumerable.Range(0, names.Length).Where(c => Whole(names[c]) >= low && Whole(names[c]) <= high).ToArray() is { Length: > 0 } range)
            return range;
        throw new ArgumentException(NearestName.Unknown($"class of '{data}'", word, names));
    }

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
