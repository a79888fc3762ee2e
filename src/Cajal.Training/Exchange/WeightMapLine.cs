namespace Cajal.Training;

/// <summary>One line of a map: <c>theirs = ours</c>, each a name in which one <c>*</c> stands for any letters, or <c>-</c> for none.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Theirs">The name in the file of weights; null where the model keeps its own.</param>
/// <param name="Ours">The name in the model; null where the file's tensor is left out.</param>
/// <param name="Transposed">Whether the two axes change places.</param>
/// <param name="Flattened">Height, width and channels of the pictures whose numbers are the last axis there; here the channels come first. Null for
/// none.</param>
internal sealed record WeightMapLine(int Number, string? Theirs, string? Ours, bool Transposed, int[]? Flattened)
{
    private const string None = "-";

    /// <exception cref="RunException">Not such a line.</exception>
    public static WeightMapLine Parse(string text, int number, string map)
    {
        string[] sides = text.Split('=', StringSplitOptions.TrimEntries);
        if (sides is not [{ Length: > 0 } theirs, { Length: > 0 } ours])
            throw Wrong(map, number, $"'theirs = ours' was expected; received '{Shown(text)}'");
        string[] said = ours.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool transposed = said.Contains("transposed");
        int at = Array.IndexOf(said, "flattened");
        int[]? flattened = at < 0 ? null : at + 1 < said.Length && SizesOf(said[at + 1]) is { } sizes ? sizes
            : throw Wrong(map, number, "after 'flattened' come height, width and channels, for example 7x7x16");
        if (said.Length != 1 + (transposed ? 1 : 0) + (flattened is null ? 0 : 2))
            throw Wrong(map, number, $"behind a name there may be 'transposed' and 'flattened HxWxC'; received '{Shown(ours)}'");
        ours = said[0];
        foreach (string side in new[] { theirs, ours })
            if (side.Any(char.IsWhiteSpace) || side.Count(c => c == '*') > 1)
                throw Wrong(map, number, $"a name has no blanks and at most one *; received '{Shown(side)}'");
        if (theirs == None && ours == None) throw Wrong(map, number, "one side has to be a name");
        if (theirs != None && ours != None && theirs.Contains('*') != ours.Contains('*'))
            throw Wrong(map, number, "a * stands on both sides or on none");
        return new WeightMapLine(number, theirs == None ? null : theirs, ours == None ? null : ours, transposed, flattened);
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

    /// <summary>A tensor of theirs as it lies here; null when its shape does not allow it.</summary>
    public Tensor? ToOurs(Tensor tensor)
    {
        if (Transposed)
        {
            if (tensor.Rank != 2) return null;
            tensor = tensor.T;
        }
        return Flattened is [int height, int width, int channels] ? Regrouped(tensor, [height * width, channels]) : tensor;
    }

    /// <summary>A tensor of ours as it lies there; null when its shape does not allow it.</summary>
    public Tensor? ToTheirs(Tensor tensor)
    {
        var regrouped = Flattened is [int height, int width, int channels] ? Regrouped(tensor, [channels, height * width]) : tensor;
        return !Transposed ? regrouped : regrouped is { Rank: 2 } ? regrouped.T : null;
    }

    // The last axis, cut in two whose order is turned round.
    private static Tensor? Regrouped(Tensor tensor, int[] parts)
    {
        if (tensor.Rank != 2 || tensor.Shape[1] != parts[0] * parts[1]) return null;
        return tensor.Contiguous().Reshape(tensor.Shape[0], parts[0], parts[1]).Transpose(1, 2).Contiguous().Reshape(tensor.Shape);
    }

    private static int[]? SizesOf(string text)
    {
        int[] sizes = [.. text.Split('x').Select(part => int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int size) && size is > 0 and < 1 << 15 ? size : 0)];
        return sizes.Length == 3 && !sizes.Contains(0) && (long)sizes[0] * sizes[1] * sizes[2] < int.MaxValue ? sizes : null;
    }

    private static RunException Wrong(string map, int number, string why) =>
        new(FormattableString.Invariant($"Line {number} of '{map}' is no line of a map: {why}."));

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
