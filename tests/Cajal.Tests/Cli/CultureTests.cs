using System.Globalization;

namespace Cajal.Tests.Cli;

public class CultureTests
{
    [Fact]
    public void Nothing_depends_on_the_machines_culture()
    {
        string[] expected = Everything("en-US"), german = Everything("de-DE");
        german.ShouldBe(expected);
        string.Concat(expected).ShouldContain("0.");
    }

    // All files and texts of a small life: trained, evaluated, asked.
    private static string[] Everything(string culture)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            using var shell = new Shell();
            shell.Write("line.csv", Tables.Line());
            var trained = shell.Run("train", "line.csv", "--epochs", "3", "--learning-rate", "0.01", "--l2", "0.001", "--dropout", "0.2", "--validation", "0.25", "--run", "r").ShouldBeDone();
            string run = shell["r"];
            return
            [
                .. trained.Out.Split('\n').Where(l => !l.Contains("It took")),
                shell.Run("evaluate", "r").ShouldBeDone().Out,
                shell.Run("predict", "r", "line.csv").ShouldBeDone().Out,
                shell.Run("summary", "--layers", "784-128-64-10").ShouldBeDone().Out,
                shell.Run("train", "line.csv", "--learning-rate", "0,01").Error,
                File.ReadAllText(Path.Combine(run, "recipe.json")).Replace(shell.Folder, ""),
                Convert.ToHexString(TrainVerbTests.Weights(shell, "r")),
            ];
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
