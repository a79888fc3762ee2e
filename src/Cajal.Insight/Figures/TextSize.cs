namespace Cajal.Insight;

/// <summary>How wide text is, at most about: the widths of Arial, and room for the wider letters of other sans-serifs.</summary>
internal static class TextSize
{
    public const double Title = 19, PanelTitle = 16, Label = 15, Tick = 14, Note = 13;

    public static double Width(string text, double size, bool bold = false)
    {
        double em = 0;
        foreach (char c in text) em += Em(c);
        return em * size * (bold ? 1.3 : 1.16);
    }

    /// <summary>The text in lines no wider than asked; a single word may be.</summary>
    public static List<string> Wrap(string text, double size, double width, bool bold = false)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                longer = word;
            }
            line = longer;
        }
        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    /// <summary>The text, cut with … where it is wider than asked.</summary>
    public static string Cut(string text, double size, double width)
    {
        if (Width(text, size) <= width) return text;
        int keep = text.Length;
        while (keep > 1 && Width(text[..keep], size) + size > width) keep--;
        return text[..(char.IsHighSurrogate(text[keep - 1]) ? keep - 1 : keep)] + "…";
    }

    private static double Em(char c) => c switch
    {
        'i' or 'j' or 'l' or '\'' or '|' => 0.23,
        ' ' or 't' or 'f' or 'I' or '.' or ',' or ':' or ';' or '!' or '/' or '·' => 0.28,
        'r' or '(' or ')' or '-' or '"' or '[' or ']' => 0.36,
        'c' or 'k' or 's' or 'v' or 'x' or 'y' or 'z' or 'J' => 0.5,
        >= 'a' and <= 'v' and not 'm' or >= '0' and <= '9' => 0.556,
        'F' or 'T' or 'Z' or 'L' or '+' or '=' or '<' or '>' or '−' => 0.6,
        'm' or 'M' or 'O' or 'Q' or 'G' => 0.84,
        'W' or '%' or '@' => 0.95,
        'w' or >= 'A' and <= 'Z' => 0.71,
        >= '\u2070' and <= '\u209f' or '²' or '³' or '¹' => 0.38,
        >= '\u2e80' => 1,
        _ => 0.6,
    };
}
