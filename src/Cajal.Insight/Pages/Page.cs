using Cajal.Data;

namespace Cajal.Insight;

/// <summary>Something to read: headings, sentences, formulas, tables. Written as text for a terminal, Markdown with LaTeX, one self-contained
/// HTML file, or JSON.</summary>
public sealed class Page
{
    private readonly List<Block> blocks = [];

    /// <summary>An empty page.</summary>
    /// <param name="title">What it is about.</param>
    public Page(string title) => Title = title;

    /// <summary>What it is about.</summary>
    public string Title { get; }

    /// <summary>What stands on it, from top to bottom.</summary>
    public IReadOnlyList<Block> Blocks => blocks;

    /// <summary>Begins a part; returns the page.</summary>
    public Page Heading(string text) => With(new HeadingBlock(text));

    /// <summary>Adds sentences; returns the page.</summary>
    public Page Say(string text) => With(new ParagraphBlock(text));

    /// <summary>Adds a formula in a line of its own, perhaps with a word before it; returns the page.</summary>
    public Page Show(Formula formula, string label = "") => With(new FormulaBlock(formula, label));

    /// <summary>Adds a table; returns the page.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">A text for each cell.</param>
    /// <exception cref="ArgumentException">A row has another number of cells.</exception>
    public Page Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [.. rows];
        foreach (var row in all)
            if (row.Count != columns.Count) throw new ArgumentException($"A table of {columns.Count} columns received a row of {row.Count} cells.");
        return With(new TableBlock(columns, all));
    }

    /// <summary>Adds a figure; returns the page.</summary>
    public Page Draw(Figure figure) => With(new FigureBlock(figure));

    /// <summary>Adds a figure whose data go along, for the page's script; returns the page.</summary>
    internal Page Draw(Figure figure, string data) => With(new FigureBlock(figure) { Data = data });

    /// <summary>Adds pictures side by side; returns the page.</summary>
    /// <param name="pictures">Each with what is to be said of it.</param>
    public Page Pictures(IEnumerable<(Picture Picture, string Caption)> pictures) => With(new PicturesBlock([.. pictures]));

    /// <summary>The page for a terminal.</summary>
    public override string ToString() => PageText.Write(this);

    /// <summary>The page in Markdown, formulas in LaTeX between dollar signs.</summary>
    public string ToMarkdown() => PageMarkdown.Write(this);

    /// <summary>The page as one HTML file that needs nothing else: formulas in MathML, light and dark.</summary>
    public string ToHtml() => PageHtml.Write(this);

    /// <summary>The page as a JSON document.</summary>
    public string ToJson() => PageJson.Write(this);

    private Page With(Block block)
    {
        blocks.Add(block);
        return this;
    }
}

/// <summary>Something on a page.</summary>
public abstract class Block
{
    private protected Block() { }
}

/// <summary>The name of a part.</summary>
public sealed class HeadingBlock(string text) : Block
{
    /// <summary>In words.</summary>
    public string Text => text;
}

/// <summary>Sentences.</summary>
public sealed class ParagraphBlock(string text) : Block
{
    /// <summary>In words.</summary>
    public string Text => text;
}

/// <summary>A formula in a line of its own.</summary>
public sealed class FormulaBlock(Formula formula, string label) : Block
{
    /// <summary>The formula.</summary>
    public Formula Formula => formula;

    /// <summary>A word before it; empty for none.</summary>
    public string Label => label;
}

/// <summary>A table.</summary>
public sealed class TableBlock(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) : Block
{
    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>A text for each cell.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => rows;
}

/// <summary>A figure.</summary>
public sealed class FigureBlock(Figure figure) : Block
{
    /// <summary>The figure.</summary>
    public Figure Figure => figure;

    /// <summary>A JSON document beside it; empty for none.</summary>
    internal string Data { get; init; } = "";
}

/// <summary>Pictures side by side.</summary>
public sealed class PicturesBlock(IReadOnlyList<(Picture Picture, string Caption)> pictures) : Block
{
    /// <summary>Each with what is said of it.</summary>
    public IReadOnlyList<(Picture Picture, string Caption)> Pictures => pictures;
}
