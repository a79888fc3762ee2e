using Cajal.Cli;

namespace Cajal.Tests.Serving;

/// <summary>The words of <c>cajal serve</c>.</summary>
[Collection("serving")]
public class ServeVerbTests(TestRuns runs)
{
    [Theory]
    [InlineData("moons", "probabilities")]
    [InlineData("people", "notes")]
    [InlineData("drawn", "class")]
    [InlineData("adding", "value")]
    [InlineData("drawn.onnx", "[")]
    public void Check_asks_once_and_ends(string run, string word)
    {
        var answer = runs.Shell.Run("serve", run, "--check").ShouldBeDone();
        answer.Out.ShouldContain(word);
        answer.Out.ShouldNotContain("detail");
        answer.Error.ShouldContain("It reads");
    }

    [Fact]
    public void Wrong_words_are_lessons()
    {
        runs.Shell.Run("serve", "nowhere").ShouldFail(ExitCode.Failed, "nowhere");
        runs.Shell.Run("serve", "moons", "--port", "70000").ShouldFail(ExitCode.WrongUse, "--port", "65535");
        runs.Shell.Run("serve", "moons", "--batch", "0").ShouldFail(ExitCode.WrongUse, "--batch");
        runs.Shell.Run("serve", "moons", "--timeout", "0").ShouldFail(ExitCode.WrongUse, "--timeout");
        runs.Shell.Run("serve", "moons", "--interval", "0.9", "--check").ShouldFail(ExitCode.WrongUse, "classes");
        runs.Shell.Write("broken.onnx", "nonsense");
        runs.Shell.Run("serve", "broken.onnx", "--check").ShouldFail(ExitCode.Failed, "broken.onnx");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        await using var server = await TestServer.Start(runs["moons"]);
        runs.Shell.Run("serve", "moons", "--port", $"{server.EndPoint.Port}").ShouldFail(ExitCode.Failed, $"{server.EndPoint.Port}", "--port");
    }
}
