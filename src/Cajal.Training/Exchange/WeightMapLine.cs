namespace Cajal.Training;

/// <summary>One line of a map: <c>theirs = ours</c>, each a name in which one <c>*</c> stands for any letters, or <c>-</c> for none.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Theirs">The name in the file of weights; null where the model keeps its own.</param>
/// <param name="Ours">The name in the model; null where the file's tensor is left out.</param>
/// <param name="Transposed">Whether the two axes change places.</param>
internal sealed record WeightMapLine(int Number, string? Theirs, string? Ours, bool Transposed)
{
    private const string None = "-", Transpose = " transposed";

    /// <exception cref="RunException">Not such a line.</exception>
    public static WeightMapLine Parse(string text, int number, string map)
    {
        string[] sides = text.Split('=', StringSplitOptions.TrimEntries);
        if (sides is not [{ Length: > 0 } theirs, { Length: > 0 } ours])
            throw Wrong(map, number, $"'theirs = ours' was expected; received '{Shown(text)}'");
        bool transposed = ours.EndsWith(Transpose, StringComparison.Ordinal);
        if (transposed) ours = ours[..^Transpose.Length].TrimEnd();
        foreach (string side in new[] { theirs, ours })
            if (side.Any(char.IsWhiteSpace) || side.Count(c => c == '*') > 1)
                throw Wrong(map, number, $"a name has no blanks and at most one *; received '{Shown(side)}'");
        if (theirs == None && ours == None) throw Wrong(map, number, "one side has to be a name");
        if (theirs != None && ours != None && theirs.Contains('*') != ours.Contains('*'))
            throw Wrong(map, number, "a * stands on both sides or on none");
        return new WeightMapLine(number, theirs == None ? null : theirs, ours == None ? null : ours, transposed);
    }

    /// <summary>The name on the other side for one that fits a pattern; null when it does not fit.</summary>
    public static string? Carry(string? from, string? to, string name)
    {
        if (from is null) return null;
        int star = from.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return name == from ? to ?? "" : null;
        string before = from[..star], after = from[(star + 1)..];
        if (name.Length < before.Length + after.Length || !name.StartsWith(before, StringComparison.Ordinal) || !name.EndsWith(after, StringComparison.Ordinal)) return null;
        return to?.Replace("*", name[before.Length..^after.Length], StringComparison.Ordinal) ?? "";
    }

    private static RunException Wrong(string map, int number, string why) =>
        new(FormattableString.Invariant($"Line {number} of '{map}' is no line of a map: {why}."));

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
