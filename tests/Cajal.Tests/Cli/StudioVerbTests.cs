using Cajal.Cli;

namespace Cajal.Tests.Cli;

public class StudioVerbTests
{
    [Theory]
    [InlineData("70000", "65535")]
    [InlineData("ten", "whole number")]
    [InlineData("-1", "whole number")]
    public void A_wrong_port_is_a_lesson(string port, string lesson)
    {
        using var shell = new Shell();
        shell.Run("studio", "--port", port).ShouldFail(ExitCode.WrongUse, lesson);
    }

    [Fact]
    public void A_folder_that_is_named_twice_is_a_lesson()
    {
        using var shell = new Shell();
        shell.Run("studio", "here", "--runs", "there").ShouldFail(ExitCode.WrongUse, "named twice");
    }

    [Fact]
    public void A_cancelled_studio_ends_as_interrupted()
    {
        using var shell = new Shell();
        using var over = new CancellationTokenSource();
        over.Cancel();
        var answer = shell.Run(over.Token, "studio", "--port", "0", "--no-browser");
        // Without a page it says what is missing; with one it ends at once.
        answer.Code.ShouldBe(Cajal.Studio.PageFiles.IsThere ? ExitCode.Interrupted : ExitCode.Failed, answer.Error);
    }
}
