using System.Globalization;

namespace Cajal.Data;

/// <summary>Reads a Python dictionary of the literals that a header of NumPy holds: text, True and False, tuples of whole numbers. Nothing is executed.</summary>
/// <param name="text">The dictionary.</param>
/// <param name="name">What to call the file in messages.</param>
internal sealed class LiteralReader(string text, string name)
{
    private int at;

    /// <summary>Its entries: string, bool, long[], or null for a value of another kind.</summary>
    public Dictionary<string, object?> Entries()
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        Expect('{');
        while (Peek() != '}')
        {
            string key = Text();
            Expect(':');
            if (!entries.TryAdd(key, Value())) throw NpyHeader.Damaged(name, $"'{NpyHeader.Shown(key)}' stands twice in its header");
            if (Peek() == ',') at++;
        }
        return entries;
    }

    private object? Value() => Peek() switch
    {
        '\'' or '"' => Text(),
        '(' => Numbers(),
        'T' or 'F' => Word() switch { "True" => true, "False" => false, _ => throw Unreadable() },
        '[' => Skipped(),
        _ => throw Unreadable(),
    };

    private string Text()
    {
        char quote = Peek();
        if (quote is not ('\'' or '"')) throw Unreadable();
        int end = text.IndexOf(quote, at + 1);
        if (end < 0) throw Unreadable();
        string read = text[(at + 1)..end];
        at = end + 1;
        return read;
    }

    private string Word()
    {
        int start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
        return text[start..at];
    }

    private long[] Numbers()
    {
        var numbers = new List<long>();
        Expect('(');
        while (Peek() != ')')
        {
            int start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '-')) at++;
            if (!long.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)) throw Unreadable();
            numbers.Add(number);
            // Python 2 wrote long numbers with an L.
            if (Peek() == 'L') at++;
            if (Peek() == ',') at++;
            else if (Peek() != ')') throw Unreadable();
        }
        at++;
        return [.. numbers];
    }

    // The columns of a record: no array of numbers, and said so by whoever asked.
    private object? Skipped()
    {
        int depth = 0;
        do
        {
            if (at == text.Length) throw Unreadable();
            depth += text[at] switch { '[' => 1, ']' => -1, _ => 0 };
            at++;
        }
        while (depth > 0);
        return null;
    }

    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length ? text[at] : throw Unreadable();
    }

    private void Expect(char c)
    {
        if (Peek() != c) throw Unreadable();
        at++;
    }

    private DatasetException Unreadable() => NpyHeader.Damaged(name, "its header is not the dictionary the format asks for");
}
