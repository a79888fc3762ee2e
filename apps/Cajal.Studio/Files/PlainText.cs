namespace Cajal.Studio;

/// <summary>Words out of a file as they are shown: shortened, and without what is no letter.</summary>
internal static class PlainText
{
    /// <summary>The words.</summary>
    public static string Of(string text, int most = 160)
    {
        string clean = string.Concat(text.Take(most).Select(c => char.IsControl(c) || char.IsSurrogate(c) && text.Length > most ? '?' : c));
        return text.Length > most ? clean + "…" : clean;
    }
}
