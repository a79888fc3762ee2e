using System.Net;
using System.Text.RegularExpressions;

namespace Cajal.Studio;

/// <summary>The language in which somebody is answered: that of the request, or of the playground. The engine speaks English; what it says is looked up on its way out.</summary>
internal static partial class Tongue
{
    private static readonly AsyncLocal<string?> Spoken = new();

    /// <summary><c>en</c> or <c>zh</c>, for all that this request or this session's thread says from here on.</summary>
    public static string Current
    {
        get => Spoken.Value ?? "en";
        set => Spoken.Value = value;
    }

    /// <summary>A sentence of the engine in the current language.</summary>
    public static string Say(string text) => Current == "zh" ? Phrasebook.Chinese.Say(text) : text;

    /// <summary>A page or picture that the engine wrote, its texts in the current language; what is between tags and no script is text.</summary>
    public static string SayPage(string html) => Current != "zh" ? html : Text().Replace(html, part => part.Groups["text"] is { Success: true, ValueSpan: var text } && !text.IsWhiteSpace()
        ? ">" + WebUtility.HtmlEncode(Say(WebUtility.HtmlDecode(text.ToString()))) : part.Value).Replace("<html lang=\"en\">", "<html lang=\"zh-Hans\">", StringComparison.Ordinal);

    /// <summary>Answers each request in its own language: that of ?language=, or the first of its header.</summary>
    public static void UseTongues(this WebApplication app) => app.Use(async (context, next) =>
    {
        string asked = context.Request.Query["language"].ToString() is { Length: > 0 } named ? named : Preferred(context.Request);
        Current = asked.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "en";
        await next(context);
    });

    private static string Preferred(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.ToString() ?? "";

    [GeneratedRegex("<(?<raw>script|style)\\b.*?</\\k<raw>>|>(?<text>[^<>]+)(?=<)", RegexOptions.Singleline)]
    private static partial Regex Text();
}
