namespace Cajal.Outside.Tests;

/// <summary>The command line, installed as a tool from a feed.</summary>
[Collection("feed")]
public class CommandTests(Feed feed)
{
    [Fact]
    public async Task Installed_it_trains_XOR_and_tells_its_version()
    {
        string folder = feed.NewFolder("tool");
        await Tool.Do(folder, "dotnet", "tool", "install", "Cajal.Cli", "--tool-path", "tools");
        string cajal = Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "cajal.exe" : "cajal");
        (await Tool.Do(folder, cajal, "--version")).ShouldStartWith(feed.Packages["Cajal.Cli"].Version);
        (await Tool.Do(folder, cajal, "train", "xor", "--epochs", "40", "--run", "r")).ShouldContain("on the validation part");
        (await Tool.Do(folder, cajal, "evaluate", "r")).ShouldContain("accuracy");
        var wrong = await Tool.Run(folder, cajal, "train", "xorr");
        (wrong.Code, wrong.Error.Contains("xorr")).ShouldBe((2, true), wrong.ToString());
    }

    [Fact]
    public async Task It_runs_once_without_being_installed()
    {
        string folder = feed.NewFolder("once");
        (await Tool.Do(folder, "dotnet", "dnx", "Cajal.Cli", "--yes", "--", "--version")).ShouldContain(feed.Packages["Cajal.Cli"].Version);
    }
}
