using Cajal.Cli;
using Cajal.Tests.CSharp;

namespace Cajal.Tests.Cli;

public class CSharpVerbTests
{
    [Fact]
    public void A_run_on_a_table_becomes_a_program_that_reads_its_rows_and_says_its_classes()
    {
        using var shell = new Shell();
        var rows = Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{(i % 3 == 0 ? "" : $"{i % 7}.5")},{(i % 2 == 0 ? "red" : "blue, dark")},{(i % 2 == 0 ? "yes" : "no")}").Replace("blue, dark", "blue"));
        shell.Write("rows.csv", "size,colour,ripe\n" + string.Join('\n', rows) + "\n");
        shell.Run("train", "rows.csv", "--epochs", "20", "--layers", "8", "--run", "fruit").ShouldBeDone();
        shell.Run("export", "fruit", "--to", "csharp").ShouldBeDone().Out.ShouldContain("lines of C#; dotnet run network.cs");
        var program = new WrittenProgram(File.ReadAllText(shell["fruit/network.cs"]));
        foreach (string row in new[] { "2.5,red", ",blue", "6.5,green" })
        {
            shell.Write("ask.csv", "size,colour\n" + row + "\n");
            string[] table = shell.Run("predict", "fruit", "ask.csv").ShouldBeDone().Out.Split('\n');
            string[] header = table[0].Split(','), cells = table[1].Split(',');
            string said = program.Say(row);
            program.Say(row + ",yes").ShouldBe(said, "a whole row has the answer too");
            foreach (string name in new[] { "no", "yes" })
            {
                double share = double.Parse(System.Text.RegularExpressions.Regex.Match(said, $"{name} ([0-9.]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
                int column = Array.FindIndex(header, h => h.EndsWith(name, StringComparison.Ordinal));
                share.ShouldBe(double.Parse(cells[column], System.Globalization.CultureInfo.InvariantCulture), 1e-4, $"{said} beside {table[0]} {table[1]}");
            }
        }
        Should.Throw<Exception>(() => program.Say("1")).InnerException!.Message.ShouldBe("A row has 2 or 3 cells; received 1.");
        Should.Throw<Exception>(() => program.Say("red,red")).InnerException!.Message.ShouldBe("A number was expected; received 'red'.");
    }

    [Fact]
    public void Pictures_and_numbers_are_read_raw_too()
    {
        using var shell = new Shell();
        shell.Run("train", "digits", "--examples", "300", "--epochs", "1", "--model", "lenet", "--run", "pictures").ShouldBeDone();
        shell.Run("export", "pictures", "--to", "csharp", "--weights", "side", "--out", "see.cs").ShouldBeDone().Out.ShouldContain("its weights in see.weights");
        File.Exists(shell["see.weights"]).ShouldBeTrue();
        shell.Run("export", "pictures", "--to", "csharp", "--out", "in.cs").ShouldBeDone();
        var model = Cajal.Training.TrainedModel.Load(shell["pictures"]);
        var scaling = (Cajal.Data.PictureScaling)model.Preprocessing.Inputs;
        float[] raw = [.. Enumerable.Range(0, scaling.ExampleShape.Count).Select(i => i % 9 * 0.1f)];
        var shares = model.Probabilities(model.Network.Forward((Tensor.From(raw).Reshape(scaling.ExampleShape.Insert(0, 1)) - scaling.Shift) / scaling.Scale)).ToArray<float>();
        new WrittenProgram(File.ReadAllText(shell["in.cs"])).Say(string.Join(',', raw.Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture))))
            .ShouldStartWith(model.ClassNames[Array.IndexOf(shares, shares.Max())] + ": ");

        shell.Run("train", "sine", "--epochs", "3", "--run", "wave").ShouldBeDone();
        shell.Run("export", "wave", "--to", "csharp", "--out", "wave.cs").ShouldBeDone();
        shell.Write("ask.csv", "x\n0.5\n");
        string[] asked = shell.Run("predict", "wave", "ask.csv").ShouldBeDone().Out.Split('\n');
        string said = new WrittenProgram(File.ReadAllText(shell["wave.cs"])).Say("0.5");
        double.Parse(said.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(double.Parse(asked[1].Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture), 1e-4);
        shell.Run("export", "wave", "--to", "csharp", "--weights", "away").ShouldFail(ExitCode.WrongUse, "--weights takes inside or side");
    }
}
