namespace Cajal.Tests.Cli;

public class FiguresVerbTests
{
    [Fact]
    public void Draws_what_is_named_and_puts_it_on_a_page_and_a_sheet()
    {
        using var shell = new Shell();
        var result = shell.Run("figures", "dropout-masks", "vanishing-signals", "--out", "pictures", "--theme", "dark").ShouldBeDone();
        result.Out.ShouldContain("2 figures in pictures");
        string folder = Path.Combine(shell.Folder, "pictures");
        Directory.GetFiles(folder).Select(Path.GetFileName).Order().ShouldBe(["contact-sheet.svg", "dropout-masks.svg", "index.html", "vanishing-signals.svg"]);
        File.ReadAllText(Path.Combine(folder, "dropout-masks.svg")).ShouldContain("class=\"cajal-dark\"");
        File.ReadAllText(Path.Combine(folder, "index.html")).ShouldContain("<figcaption>");
    }

    [Fact]
    public void Names_its_figures()
    {
        using var shell = new Shell();
        shell.Run("figures", "--list").ShouldBeDone().Out.ShouldContain("early-stopping\n");
    }

    [Fact]
    public void A_file_is_no_folder_to_write_into()
    {
        using var shell = new Shell();
        File.WriteAllText(Path.Combine(shell.Folder, "taken"), "");
        shell.Run("figures", "dropout-masks", "--out", "taken").ShouldFail(2, "'taken' is a file; --out names a folder");
    }

    [Theory]
    [InlineData("figures", "figures needs a folder to write into: --out DIR")]
    [InlineData("figures dropout-mask --out x", "There is no figure 'dropout-mask'. Did you mean 'dropout-masks'?")]
    [InlineData("figures dropout-masks --out x --theme blue", "auto, light or dark")]
    public void Wrong_words_are_explained(string words, string part)
    {
        using var shell = new Shell();
        var result = shell.Run(words.Split(' '));
        result.Code.ShouldBe(2);
        result.Error.ShouldContain(part);
    }
}
