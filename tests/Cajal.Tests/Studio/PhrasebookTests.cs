using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Studio;
using Cajal.Tests.House;

namespace Cajal.Tests.Studio;

/// <summary>What the engine says has its Chinese, and whatever is said is found in reasonable time.</summary>
public partial class PhrasebookTests
{
    // What no person reads in a page, or what has its Chinese elsewhere.
    private static readonly string[] Silent =
    [
        "CodeExport.cs", "CurvesCsv.cs", "GalleryPoints.cs", "Gallery.cs", "PageFiles.cs", "Program.cs", "Phrase.cs", "Phrasebook.cs", "Spoken.cs", "Thresholds.Table.cs", "Finding.cs", "Presets.cs", "Iris.cs",
    ];

    // Beginnings of addresses, policies and content types; what a bench starts with; names of threads; initializers; the heading of a finding, whose severities the book has one by one.
    [GeneratedRegex(@"^(text/|<html|sandbox|default-src|'self'|'none'|Studio is at|the small cat|session \{0\}|view \{0\}|(sin|cos) x|uniform\(|\{0\}\. \{1\} \{2\} \()")]
    private static partial Regex Unsaid();

    private static readonly Phrasebook Book = Phrasebook.Chinese;

    [Fact]
    public void Every_sentence_of_the_Doctor_and_of_Studio_has_a_Chinese_one()
    {
        string[] missing =
        [
            .. Repository.Sources("src/Cajal.Insight/Doctor", "apps/Cajal.Studio").Where(f => !Silent.Contains(Path.GetFileName(f))).SelectMany(SpokenSources.In)
                .Where(s => !Unsaid().IsMatch(s.Template) && !IsTold(s.Template)).Select(s => $"{s.File}:{s.Line}  {s.Template}"),
        ];
        missing.ShouldBeEmpty("Write a line for each, and its Chinese below it, in a file of apps/Cajal.Studio/Languages:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void No_sentence_stands_twice_and_each_Chinese_one_is_Chinese()
    {
        string[][] pairs = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "apps/Cajal.Studio/Languages"), "*.zh.txt").SelectMany(File.ReadAllLines).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Chunk(2)];
        pairs.Length.ShouldBeGreaterThan(900);
        pairs.Select(p => p[0]).ShouldBeUnique();
        pairs.Where(p => EnglishWords.AreLeft(p[1])).Select(p => p[1]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("200 rows", "200 行")]
    [InlineData("share of hidden units active on less than 1 % of the examples 0.83 [0.8, 0.9] (threshold 0.5; 200 rows)", "在不到 1 % 的样本上激活的隐藏单元比例 0.83 [0.8, 0.9]（阈值 0.5；200 行）")]
    [InlineData("recall of class 1 0.385", "类别 1 的召回率 0.385")]
    [InlineData("There is no input named 'rows'. Known are: loss, classes.", "没有名为“rows”的输入。已知的有：loss, classes。")]
    [InlineData("step 3", "第 3 步")]
    [InlineData("validation row 3: loss 0.5", "验证数据第 3 行：损失 0.5")]
    [InlineData("step which nobody has written down", "step which nobody has written down")]
    [InlineData("The operands of 'loss' are 3, and no more.", "The operands of 'loss' are 3, and no more.")]
    [InlineData("Most likely: a learning rate that is too high. The loss has risen to 5 times what it began with, and stays there.", "最可能的原因：学习率过高。损失升到初始值的 5 倍，并停在那里。")]
    [InlineData("layer 0 (Linear) and layer 2 (Linear)", "层 0（Linear）、层 2（Linear）")]
    [InlineData("Point 3 is 'x,y,number'; received 'loss'.", "点 3 应为 'x,y,数'；收到“loss”。")]
    [InlineData("What nobody has written down stays as it is.", "What nobody has written down stays as it is.")]
    [InlineData("{0} and {1} [.*](?", "{0}、{1} [.*](?")]
    [InlineData("row {0}", "第 {0} 行")]
    [InlineData("'' is open.", "“”已打开。")]
    [InlineData(" is open: .", " is open: .")]
    [InlineData("", "")]
    [InlineData(", ", ", ")]
    [InlineData("a, ", "a, ")]
    public void A_text_is_told_as_far_as_the_book_knows_it(string english, string chinese) => Book.Say(english).ShouldBe(chinese);

    [Fact]
    public void A_long_text_takes_no_long_time()
    {
        var clock = Stopwatch.StartNew();
        foreach (string piece in new[] { "a", "' is open: ", "A. ", " and ", ", ", "layer 0 (", "{0}", "row 1. Row 2 ", "0.5 (0.5 ", "In step 1 gave 2 (" })
            foreach (int length in new[] { 3990, 1 << 20 })
                Book.Say(string.Concat(Enumerable.Repeat(piece, length / piece.Length))).Length.ShouldBeGreaterThan(0);
        clock.Elapsed.TotalSeconds.ShouldBeLessThan(15);
    }

    [Theory]
    [InlineData("row {0}", "第 {1} 行")]
    [InlineData("{0}", "{0}")]
    [InlineData("{0} and {0}", "{0}")]
    [InlineData("{0} rows", "行")]
    public void A_pair_that_does_not_fit_together_is_refused(string english, string chinese) => Should.Throw<FormatException>(() => new Phrasebook([english, chinese]));

    [Fact]
    public void A_line_without_its_other_language_is_refused() => Should.Throw<FormatException>(() => new Phrasebook(["# of rows", "row {0}"])).Message.ShouldContain("row {0}");

    // What stands in holes comes through, and of the rest no English word is left.
    private static bool IsTold(string template)
    {
        // What follows a full stop at once is a sentence of its own.
        string filled = Hole().Replace(template, m => $"{(m.Index > 0 && template[m.Index - 1] == '.' ? " " : "")}{(char)('①' + int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture))}{(m.Index > 0 && template[m.Index - 1] == '.' ? "." : "")}"), said = Book.Say(filled);
        return said != filled && !EnglishWords.AreLeft(said) && filled.Where(c => c is >= '①' and <= '⑳').All(said.Contains);
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Hole();
}
