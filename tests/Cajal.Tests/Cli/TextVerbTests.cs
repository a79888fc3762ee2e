using System.Text.Json;

namespace Cajal.Tests.Cli;

/// <summary>The verbs on the run of a language model.</summary>
public sealed class TextVerbTests : IDisposable
{
    private readonly Shell shell = new();

    public TextVerbTests()
    {
        shell.Write("song.txt", string.Concat(Enumerable.Repeat("row row row your boat gently down the stream. ", 30)));
        shell.Run("train", "song.txt", "--model", "lstm(units=8)", "--context", "8", "--epochs", "2", "--test", "0.2", "--run", "song")
            .ShouldBeDone().Out.ShouldContain("cajal sample song");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void It_is_judged_by_the_character()
    {
        string[] lines = shell.Run("evaluate", "song").ShouldBeDone().Out.Split('\n');
        lines[0].ShouldStartWith("song.txt, test part:");
        foreach (string figure in new[] { "loss per character ", "bits per character ", "perplexity ", "frequencies alone: " })
            lines.ShouldContain(line => line.StartsWith(figure));
        using var json = JsonDocument.Parse(shell.Run("evaluate", "song", "--json").ShouldBeDone().Out);
        double loss = json.RootElement.GetProperty("lossPerCharacter").GetDouble();
        json.RootElement.GetProperty("bitsPerCharacter").GetDouble().ShouldBe(loss / Math.Log(2), 1e-9);
        json.RootElement.GetProperty("perplexity").GetDouble().ShouldBe(Math.Exp(loss), 1e-9);

        shell.Write("other.txt", "your boat, row by row down the stream");
        shell.Run("evaluate", "song", "other.txt").ShouldFail(1, "','");
        shell.Write("other.txt", "down the stream your boat row row row");
        shell.Run("evaluate", "song", "other.txt").ShouldBeDone().Out.ShouldStartWith("other.txt: 32 tokens");
        shell.Run("evaluate", "song", "other.txt", "--target", "1").ShouldFail(2, "text");
        shell.Run("evaluate", "song", "nothing.txt").ShouldFail(1, "nothing.txt");
    }

    [Fact]
    public void It_writes_on()
    {
        string text = shell.Run("sample", "song", "row ", "--count", "20").ShouldBeDone().Out;
        text.ShouldStartWith("row ");
        text.TrimEnd('\n').Length.ShouldBe(24);
        shell.Run("sample", "song", "row ", "--count", "20").Out.ShouldBe(text);
        shell.Run("sample", "song", "row ", "--count", "20", "--seed", "3").Out.ShouldNotBe(text);
        shell.Run("sample", "song", "--temperature", "0").ShouldFail(2, "--temperature");
        shell.Run("sample", "song", "ROW").ShouldFail(1, "'R'");
    }

    [Fact]
    public void Verbs_that_do_not_apply_say_which_does()
    {
        shell.Run("summary", "song").ShouldBeDone().Out.ShouldContain("Lstm");
        shell.Run("predict", "song", "song.txt").ShouldFail(2, "sample");
        shell.Run("train", "XOR", "--epochs", "1").ShouldBeDone();
        shell.Run("sample", "XOR").ShouldFail(2, "predict");
    }

    [Fact]
    public void It_goes_on_for_more_epochs()
    {
        shell.Run("train", "--resume", "--run", "song", "--epochs", "3").ShouldBeDone().Out.ShouldContain("3 epochs");
        shell.Run("train", "--resume", "--run", "song", "--epochs", "2").ShouldFail(2, "3 epochs already");
    }
}
