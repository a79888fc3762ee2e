using System.Diagnostics;
using System.Text;
using Cajal.Studio;
using Cajal.Tests.Training;
using Cajal.Training;
using Xunit.Abstractions;

namespace Cajal.Tests.Studio;

public sealed class GrowingFileTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => Path.Combine(folder.Path, "metrics.csv");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_appended_is_read_once_and_a_torn_line_waits()
    {
        var table = new GrowingTable(File);
        table.Update();
        table.Rows.ShouldBe(0);
        System.IO.File.WriteAllText(File, "epoch,loss\n1,0.5\n2,0.2");
        table.Update();
        table.Rows.ShouldBe(1);
        long read = table.Read;
        System.IO.File.AppendAllText(File, "5\n3,\n4,NaN\n");
        table.Update();
        table["loss"]!.Value.ToArray().ShouldBe([0.5, 0.25, double.NaN, double.PositiveInfinity]);
        table["missing"].ShouldBeNull();
        table.Read.ShouldBeGreaterThan(read);
    }

    [Theory]
    [InlineData("epoch,loss\n1,0.5\n")]
    [InlineData("epoch,loss\n1,0.5\n2,9\n3,8\n4,7\n5,6\n")]
    [InlineData("epoch,step,loss\n1,10,0.5\n")]
    public void A_file_that_was_cut_back_or_replaced_is_read_anew(string now)
    {
        System.IO.File.WriteAllText(File, "epoch,loss\n1,0.5\n2,0.25\n3,0.125\n");
        var table = new GrowingTable(File);
        table.Update();
        table.Rows.ShouldBe(3);
        System.IO.File.WriteAllText(File, now);
        table.Update();
        var fresh = new GrowingTable(File);
        fresh.Update();
        table.Columns.ShouldBe(fresh.Columns);
        table["loss"]!.Value.ToArray().ShouldBe(fresh["loss"]!.Value.ToArray());
        System.IO.File.Delete(File);
        table.Update();
        table.Rows.ShouldBe(0);
    }

    [Theory]
    [InlineData("epoch,loss\n1\n", "fewer")]
    [InlineData("epoch,loss\n1,2,3\n", "more")]
    [InlineData("epoch,loss\n1,abc\n", "no number")]
    public void A_damaged_row_is_one_sentence(string text, string said)
    {
        System.IO.File.WriteAllText(File, text);
        Should.Throw<RunException>(new GrowingTable(File).Update).Message.ShouldContain(said);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        System.IO.File.WriteAllText(File, new string('1', 40 << 20));
        Should.Throw<RunException>(new GrowingTable(File).Update).Message.ShouldContain("a line of more than");
    }

    [Fact]
    public void A_million_rows_are_read_reduced_and_followed_in_bounded_time()
    {
        const int Rows = 1_000_000;
        using (var writer = new StreamWriter(File, false, new UTF8Encoding(false), 1 << 20))
        {
            writer.Write("epoch,step,loss,data_loss,validation_loss,validation_accuracy,learning_rate,seconds\n");
            for (int i = 1; i <= Rows; i++) writer.Write(FormattableString.Invariant($"{i},{i},{1.0 / i},{1.0 / i},{2.0 / i},0.{i % 1000:000},0.001,{i * 0.01:0.00}\n"));
        }
        var run = new RunFolder(folder.Path);
        var shelf = new RunShelf();
        var query = new CurveQuery("step", null, null, 600, 0.05);
        CurvePanels Look(out long took)
        {
            long begun = Stopwatch.GetTimestamp();
            var seen = CurvePanels.Of([("a", run)], shelf, query);
            took = (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            return seen;
        }
        var first = Look(out long reading);
        first.Troubles.ShouldBeEmpty();
        first.Rows.ShouldBe(Rows);
        var loss = first.Panels[0].Lines[0].Curve;
        (first.Panels[0].Name, loss.Points, loss.X.Length).ShouldBe(("loss", Rows, 600));
        loss.High!.Max().ShouldBe(1.0);
        Look(out long again);
        System.IO.File.AppendAllText(File, "1000001,1000001,0,0,0,0,0.001,1\n");
        Look(out long more).Rows.ShouldBe(Rows + 1);
        output.WriteLine($"a million rows of eight columns ({new FileInfo(File).Length >> 20} MB): first look {reading} ms, again {again} ms, after one more row {more} ms");
        reading.ShouldBeLessThan(20_000);
        again.ShouldBeLessThan(2_000);
        more.ShouldBeLessThan(2_000);
    }
}
