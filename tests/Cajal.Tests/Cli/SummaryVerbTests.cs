using System.Text.Json;

namespace Cajal.Tests.Cli;

public class SummaryVerbTests
{
    [Fact]
    public void Of_784_128_64_10_has_109386_parameters()
    {
        using var shell = new Shell();
        string text = shell.Run("summary", "--layers", "784-128-64-10", "--batch", "32").ShouldBeDone().Out;
        text.ShouldContain("109,386 parameters");
        text.ShouldContain("3,493,888");
        text.ShouldContain("[32, 784]");
        shell.Run("summary", "--layers", "784,128,64,10", "--batch", "32").Out.ShouldBe(text);
    }

    [Fact]
    public void As_JSON()
    {
        using var shell = new Shell();
        using var json = JsonDocument.Parse(shell.Run("summary", "--layers", "4-3-2", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("parameters").GetInt64().ShouldBe(4 * 3 + 3 + 3 * 2 + 2);
        json.RootElement.GetProperty("layers")[0].GetProperty("output").EnumerateArray().Select(e => e.GetInt32()).ShouldBe([1, 3]);
    }
}
