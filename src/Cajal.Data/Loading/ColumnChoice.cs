using System.Globalization;

namespace Cajal.Data;

/// <summary>Finds a column by what the user wrote: a name, or a position from 1 (from −1 at the end). A name wins over a
/// position.</summary>
internal static class ColumnChoice
{
    /// <summary>Index from 0 of the wanted column.</summary>
    /// <exception cref="ArgumentException">No such column; the message names the nearest one.</exception>
    public static int Find(string wanted, IReadOnlyList<string> names, string path)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == wanted) return i;
        }
        int[] loose = [.. Enumerable.Range(0, names.Count).Where(i => names[i].Equals(wanted, StringComparison.OrdinalIgnoreCase))];
        if (loose.Length == 1) return loose[0];
        if (int.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int position))
        {
            int index = position > 0 ? position - 1 : names.Count + position;
            if (position != 0 && index >= 0 && index < names.Count) return index;
            throw new ArgumentException($"'{path}' has no column {wanted}; positions run from 1 "
                + $"to {names.Count}, or from -1 (the last) to -{names.Count}.");
        }
        string known = names.Count <= 20 ? $" It has {string.Join(", ", names)}." : "";
        throw new ArgumentException($"'{path}' has no column '{wanted}'.{NearestName.Hint(wanted, names)}{known}");
    }

    /// <summary>Whether what the user wrote can only be a name.</summary>
    public static bool IsName(string wanted) => !int.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>Names of all columns: the header's, made different where they repeat, or "column 1", "column 2", ...</summary>
    public static string[] Names(IReadOnlyList<string>? header, int count)
    {
        var names = new string[count];
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string name = header is null || header[i].Length == 0 ? $"column {i + 1}" : header[i];
            names[i] = name;
            for (int again = 2; !used.Add(names[i]); again++) names[i] = $"{name} ({again})";
        }
        return names;
    }
}
