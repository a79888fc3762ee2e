using System.CommandLine;
using Cajal.Insight;

namespace Cajal.Cli;

/// <summary>Writes a page to the terminal or into a file, as text, Markdown, HTML or JSON: as told, else by the file's ending.</summary>
internal static class PageWriting
{
    /// <param name="terminal">Where the command is typed.</param>
    /// <param name="page">What is written.</param>
    /// <param name="output">The option that names the file.</param>
    /// <param name="file">What it says; null writes to the terminal.</param>
    /// <param name="format">The option that names the format; null where there is none.</param>
    /// <param name="name">What it says; null goes by the ending.</param>
    public static int Write(Terminal terminal, Page page, Option<string> output, string? file, Option<string>? format = null, string? name = null)
    {
        name ??= Path.GetExtension(file)?.ToLowerInvariant() switch
        {
            null or "" or ".txt" => "text",
            ".md" => "markdown",
            ".html" or ".htm" => "html",
            ".json" => "json",
            _ => throw Values.Wrong(output, $"a file that ends in .txt, .md, .html or .json{(format is null ? "" : $", or {format.Name} beside it")}", file!),
        };
        string text = name switch
        {
            "text" => page.ToString(),
            "markdown" => page.ToMarkdown(),
            "html" => page.ToHtml(),
            "json" => page.ToJson(),
            _ => throw Values.Wrong(format!, "text, markdown, html or json", name),
        };
        if (file is null) terminal.Out.Write(text.EndsWith('\n') ? text : text + "\n");
        else
        {
            File.WriteAllText(terminal.Resolve(file), text);
            terminal.Out.WriteLine($"written to {file}");
        }
        return ExitCode.Done;
    }
}
