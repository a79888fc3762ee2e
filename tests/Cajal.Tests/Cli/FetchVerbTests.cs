using System.Text;
using System.Text.Json;
using Cajal.Cli;
using Cajal.Data;
using Cajal.Fetch;
using Cajal.Tests.Data;

namespace Cajal.Tests.Cli;

public class FetchVerbTests
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7},{i % 5},{(i % 2 == 0 ? "a" : "b")}\n")));

    [Fact]
    public void Lists_all_sets_with_licence_and_home()
    {
        using var shell = new Shell();
        string text = shell.Run("data", "fetch").ShouldBeDone().Out;
        foreach (var set in PublicSets.All) text.ShouldContain(set.Name);
        using var json = JsonDocument.Parse(shell.Run("data", "fetch", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("sets")[0].GetProperty("files")[0].GetProperty("address").GetString()!.ShouldStartWith("https://");
    }

    [Fact]
    public void Fetches_a_set_says_what_it_owes_and_how_to_train()
    {
        using var shell = new Shell();
        using var server = FaultyServer.Good(Table);
        var answer = shell.Run("data", "fetch", "optical-digits", "--to", "d", "--from", server.Address).ShouldBeDone();
        answer.Out.ShouldContain("SHA256SUMS");
        answer.Out.ShouldContain("CC BY 4.0");
        answer.Out.ShouldContain("cajal train optical-digits --data d");
        answer.Error.ShouldBe("optical-digits.csv, 480 B\n".Replace("480", Table.Length.ToString()));
        shell.Run("data", "optical-digits", "--data", "d").ShouldBeDone().Out.ShouldContain("60 examples of shape [2]");
        shell.Run("data", "fetch", "optical-digits", "--to", "d", "--from", server.Address).ShouldBeDone().Out.ShouldContain("was there, its sum is right");
    }

    [Fact]
    public void Fetches_a_file_and_trains_on_an_address()
    {
        using var shell = new Shell();
        using var server = FaultyServer.Good(Table);
        shell.Run("data", "fetch", server.Address + "/t.csv").ShouldBeDone().Out.ShouldContain("give --sha256");
        File.ReadAllBytes(shell["t.csv"]).ShouldBe(Table);
        shell.Run("train", server.Address + "/t.csv", "--data", "copies", "--epochs", "1", "--run", "r").ShouldBeDone();
        shell.Run("evaluate", "r").ShouldBeDone();
        server.Asked.Count.ShouldBe(2);
        var wrong = shell.Run("data", "fetch", server.Address + "/t.csv", "--sha256", new string('a', 64));
        wrong.Code.ShouldBe(ExitCode.Failed);
        wrong.Error.ShouldContain("expected aaaa");
    }

    [Fact]
    public void Wrong_words_are_told()
    {
        using var shell = new Shell();
        shell.Run("data", "fetch", "irs").ShouldFail(ExitCode.WrongUse, "Did you mean 'iris'?");
        shell.Run("data", "fetch", "iris", "--form", "x").ShouldFail(ExitCode.WrongUse, "data fetch has no option '--form'", "'--from'");
        shell.Run("data", "fetch", "iris", "--sha256", "ab").ShouldFail(ExitCode.WrongUse, "--sha256 is for the address");
        shell.Run("data", "fetch", "http://127.0.0.1:1/x", "--from", "http://127.0.0.1:1").ShouldFail(ExitCode.WrongUse, "--from");
        shell.Run("data", "fetch", "iris", "--from", "elsewhere").ShouldFail(ExitCode.WrongUse, "no address of the web");
        shell.Run("data", "fetch", "http://127.0.0.1:1/x", "--sha256", "ab").ShouldFail(ExitCode.WrongUse, "64 hexadecimal digits");
        using var gone = new FaultyServer(q => q.Say("404 Not Found\nContent-Length: 0"));
        shell.Run("data", "fetch", gone.Address + "/t.csv").ShouldFail(ExitCode.Failed, "404");
    }

    [Fact]
    public void Progress_is_a_bar_that_fills()
    {
        var text = new StringWriter();
        var progress = new FetchProgress(new Terminal(TextWriter.Null, text, ".") { IsLive = true, Width = 100 });
        progress.Report("a.bin", new DownloadProgress(500_000, 1_000_000));
        Thread.Sleep(120);
        progress.Report("a.bin", new DownloadProgress(1_000_000, 1_000_000));
        text.ToString().ShouldContain("━━━━━━━━━━━━━━━━━━━━  1.0 MB of 1.0 MB");
        progress.Clear();
    }
}
