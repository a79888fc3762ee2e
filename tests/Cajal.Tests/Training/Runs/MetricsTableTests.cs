using System.Globalization;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class MetricsTableTests
{
    private static readonly string[] Columns = ["epoch", "step", "loss", "validation_accuracy"];

    [Fact]
    public void Rows_come_back_as_they_were_written_in_any_culture()
    {
        using var folder = new TemporaryFolder();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            using (var writer = MetricsWriter.Open(folder["m.csv"], Columns))
            {
                writer.Append([1, 100, 0.1 + 0.2, null]);
                writer.Append([2, 200, double.NaN, 1e-300]);
                writer.Append([3, 300, double.PositiveInfinity, -0.0]);
            }
            File.ReadAllText(folder["m.csv"]).ShouldStartWith(
                "epoch,step,loss,validation_accuracy\n1,100,0.30000000000000004,\n2,200,NaN,1E-300\n");
            var table = MetricsTable.Read(folder["m.csv"]);
            table.Columns.ShouldBe(Columns);
            table["loss"].ShouldBe([0.1 + 0.2, double.NaN, double.PositiveInfinity]);
            table["validation_accuracy"].ShouldBe([null, 1e-300, -0.0]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_torn_last_row_is_ignored_wherever_it_is_torn_and_cut_on_resume()
    {
        using var folder = new TemporaryFolder();
        using (var writer = MetricsWriter.Open(folder["m.csv"], Columns))
            for (int i = 1; i <= 3; i++) writer.Append([i, 100 * i, 0.5, 0.25]);
        byte[] whole = File.ReadAllBytes(folder["m.csv"]);
        int header = Array.IndexOf(whole, (byte)'\n') + 1, row = (whole.Length - header) / 3;
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(folder["torn.csv"], whole[..length]);
            int rows = Math.Max(0, (length - header) / row);
            MetricsTable.Read(folder["torn.csv"]).Rows.Count.ShouldBe(rows);
            using (var writer = MetricsWriter.Open(folder["torn.csv"], Columns)) writer.Append([9, 9, 9, 9]);
            var table = MetricsTable.Read(folder["torn.csv"]);
            table.Rows.Count.ShouldBe(rows + 1);
            table.Rows[^1][0].ShouldBe(9);
        }
    }

    [Fact]
    public void Resume_cuts_back_to_a_remembered_length()
    {
        using var folder = new TemporaryFolder();
        long remembered;
        using (var writer = MetricsWriter.Open(folder["m.csv"], Columns))
        {
            writer.Append([1, 100, 0.5, 0.25]);
            writer.Flush();
            remembered = writer.Length;
            writer.Append([2, 200, 0.4, 0.35]);
        }
        using (var writer = MetricsWriter.Open(folder["m.csv"], Columns, remembered)) writer.Append([2, 200, 0.4, 0.45]);
        MetricsTable.Read(folder["m.csv"])["validation_accuracy"].ShouldBe([0.25, 0.45]);
    }

    [Fact]
    public void Other_columns_belong_to_another_run()
    {
        using var folder = new TemporaryFolder();
        MetricsWriter.Open(folder["m.csv"], Columns).Dispose();
        Should.Throw<RunException>(() => MetricsWriter.Open(folder["m.csv"], ["epoch", "loss"])).Message.ShouldContain("epoch,loss");
    }

    [Theory]
    [InlineData("a,b\n1\n", "Line 2")]
    [InlineData("a,b\n1,2\n1,x\n", "Line 3")]
    public void Edited_rows_are_refused(string text, string place)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m.csv"], text);
        Should.Throw<RunException>(() => MetricsTable.Read(folder["m.csv"])).Message.ShouldContain(place);
    }

    [Fact]
    public void An_unknown_column_names_the_nearest()
    {
        using var folder = new TemporaryFolder();
        MetricsWriter.Open(folder["m.csv"], Columns).Dispose();
        Should.Throw<ArgumentException>(() => MetricsTable.Read(folder["m.csv"])["los"]).Message.ShouldContain("Did you mean 'loss'?");
    }
}
