using System.Security.Cryptography;
using System.Text;

namespace Cajal.Studio;

/// <summary>Where the text of an own table lies: a small one in the state, so that links carry it; a larger one in this process, named by its sum.</summary>
internal static class HeldTables
{
    /// <summary>Most characters of a table that a link carries.</summary>
    public const int MostInLink = 20_000;

    private const string Mark = "held:";
    private const int Most = 16;

    private static readonly Lock Gate = new();
    private static readonly List<(string Name, string Text)> Held = [];

    /// <summary>What the state says of a text.</summary>
    public static string NameOf(string text)
    {
        if (text.Length <= MostInLink) return text;
        string name = Mark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        lock (Gate)
        {
            Held.RemoveAll(h => h.Name == name);
            if (Held.Count == Most) Held.RemoveAt(0);
            Held.Add((name, text));
        }
        return name;
    }

    /// <summary>Whether a state names a table and does not carry it.</summary>
    public static bool IsHeld(string table) => table.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The text that a state means.</summary>
    /// <exception cref="ArgumentException">It names a table that is not here.</exception>
    public static string TextOf(string table)
    {
        if (!IsHeld(table)) return table;
        lock (Gate)
        {
            return Held.Find(h => h.Name == table).Text
                ?? throw new ArgumentException("The link names a table that it was too large to carry, and this Studio does not hold it any more: open the file again.");
        }
    }
}
