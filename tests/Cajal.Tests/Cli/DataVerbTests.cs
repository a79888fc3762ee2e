using System.Globalization;
using System.Text.Json;
using Cajal.Cli;
using Cajal.Data;

namespace Cajal.Tests.Cli;

public class DataVerbTests
{
    [Fact]
    public void Lists_every_name()
    {
        using var shell = new Shell();
        var answer = shell.Run("data").ShouldBeDone();
        foreach (var source in Datasets.All) answer.Out.ShouldContain(source.Name);
        using var json = JsonDocument.Parse(shell.Run("data", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("datasets").GetArrayLength().ShouldBe(Datasets.All.Count);
    }

    [Fact]
    public void Describes_a_table_with_its_missing_values_and_constant_columns()
    {
        using var shell = new Shell();
        shell.Write("t.csv", "size,colour,same,price\n1.5,red,7,10\n2.5,blue,7,20.5\n,red,7,31\n4.5,,7,40.25\n");
        string text = shell.Run("data", "t.csv").ShouldBeDone().Out;
        text.ShouldContain("4 examples of shape [3]");
        text.ShouldContain("a number from 10 to 40.25, mean 25.4375");
        text.ShouldContain("2 words: ");
        text.ShouldContain("number, always the same");

        using var json = JsonDocument.Parse(shell.Run("data", "t.csv", "--json").ShouldBeDone().Out);
        var column = json.RootElement.GetProperty("columns")[0];
        column.GetProperty("missing").GetInt32().ShouldBe(1);
        column.GetProperty("mean").GetDouble().ShouldBe(8.5 / 3, 1e-12);
    }

    [Fact]
    public void Draws_the_first_pictures()
    {
        using var shell = new Shell();
        shell.Run("data", "digits", "--examples", "60").ShouldBeDone().Out.ShouldContain("▀");
    }

    [Fact]
    public void Numbers_do_not_follow_the_machines_culture()
    {
        using var shell = new Shell();
        string expected = shell.Run("data", "moons", "--noise", "0.25").ShouldBeDone().Out;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            shell.Run("data", "moons", "--noise", "0.25").ShouldBeDone().Out.ShouldBe(expected);
            shell.Run("data", "moons", "--noise", "0,25").ShouldFail(ExitCode.WrongUse, "decimal point");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
