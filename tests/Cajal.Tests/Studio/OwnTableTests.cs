using System.Globalization;
using System.Text;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class OwnTableTests
{
    private const string Pets = "height,weight,colour,name,kind\n1,2,red,anna,cat\n2,1,green,berta,dog\n3,,red,carla,dog\n4,3,green,dora,cat\n5,2,blue,,\n";

    private static PlaygroundState Open(string text) => SentFile.OnTable(new PlaygroundState(), text);

    private static PointData Points(PlaygroundState state) => PointData.Of(state with { TrainShare = 1 });

    [Fact]
    public void Columns_of_numbers_and_words_become_inputs_and_the_last_one_classes()
    {
        var data = Points(Open(Pets) with { Columns = "1,2,3" });
        data.Columns.Select(c => c.Name).ShouldBe(["height", "weight", "colour = blue", "colour = green", "colour = red"]);
        data.Columns.Select(c => c.Key).ShouldBe(["1", "2", "3.1", "3.2", "3.3"]);
        data.ClassNames.ShouldBe(["cat", "dog"]);
        data.Targets.ShouldBe([0, 1, 1, 0]);
        // The missing weight is the mean of 2, 1 and 3.
        Enumerable.Range(0, 4).Select(r => data.Places[r, 1]).ShouldBe([2, 1, 2, 3]);
        Enumerable.Range(0, 4).Select(r => data.Places[r, 4]).ShouldBe([1, 0, 1, 0]);
        data.Notes.ShouldContain(n => n.Contains("1 lines are left out"));
        data.Notes.ShouldContain(n => n.Contains("1 values of 'weight' are missing"));
    }

    [Fact]
    public void Another_column_is_the_target_and_numbers_are_learned_with_mean_0_and_spread_1()
    {
        var data = Points(Open("x,y\n1,10\n2,30\n3,20.5\n"));
        data.IsCurve.ShouldBeTrue();
        data.Classes.ShouldBe(0);
        data.Targets.Average().ShouldBe(0, 1e-6);
        data.Targets.Average(t => t * t).ShouldBe(1, 1e-5);
        var turned = Points(Open("x,y\n1,10\n2,30\n3,20.5\n") with { Target = 1 });
        turned.Classes.ShouldBe(3);
        Points(Open("x,y\n1,10\n2,30\n3,20.5\n") with { Target = 1, Task = "numbers" }).IsCurve.ShouldBeTrue();
    }

    [Fact]
    public void One_column_for_classes_lies_on_a_line_and_trains()
    {
        var course = new Course(Open("x,kind\n1,a\n2,a\n3,b\n4,b\n") with { TrainShare = 1, Inputs = "x,y,xx" });
        course.Bench.Inputs.ShouldBe(["x", "xx"]);
        for (int i = 0; i < 200; i++) course.StepEpoch();
        Scores.Of(course.Bench).TrainAccuracy.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\n1\n2\n", "one column")]
    [InlineData("a,b\n1,2\n3\n", "Line 3 of the table has 1 fields")]
    [InlineData("a,b\n\"1,2\n", "never ends")]
    [InlineData("a,b\n1,x\n2,x\n", "holds the class 'x' only")]
    [InlineData("a,b\n1,\n2,x\n", "Only 1 lines")]
    [InlineData("a,b\n1,7.5\n2,7.5\n", "one and the same number", "numbers")]
    [InlineData("a,b\n1,x\n2,y\n", "holds words", "numbers")]
    public void A_bad_table_is_one_sentence(string text, string lesson, string task = "auto")
    {
        string told = Should.Throw<ArgumentException>(() => PointData.Of(SentFile.OnTable(new PlaygroundState { }, text) with { Task = task })).Message;
        told.ShouldContain(lesson);
        told.ShouldNotContain(Path.GetTempPath());
    }

    [Fact]
    public void Too_many_lines_columns_classes_and_words_are_refused_with_their_bound()
    {
        Told(Lines(5001, i => $"{i},{i % 2}")).ShouldContain("5000 at most");
        Told(string.Join(',', Enumerable.Repeat("1", 201)) + "\n").ShouldContain("200 at most");
        Should.Throw<ArgumentException>(() => PointData.Of(Open(Lines(50, i => $"{i},{i}")) with { Task = "classes" })).Message.ShouldContain("10 classes are taken at most");
        Should.Throw<ArgumentException>(() => PointData.Of(Open(Pets + Lines(20, i => $"1,2,red,name{i},cat")) with { Columns = "4" })).Message.ShouldContain("12 are taken at most");

        static string Told(string text) => Should.Throw<ArgumentException>(() => Open(text)).Message;
    }

    [Fact]
    public void A_small_table_travels_in_the_link_and_a_large_one_is_named_there()
    {
        string small = StateText.Write(Open(Pets));
        PointData.Of(StateText.Read(small, out _)).Targets.Length.ShouldBe(4);
        string text = Lines(3000, i => string.Create(CultureInfo.InvariantCulture, $"{i},{i * i},{i % 2}"));
        var large = Open(text);
        large.Table.Length.ShouldBeLessThan(30);
        PointData.Of(StateText.Read(StateText.Write(large), out _)).Notes.ShouldContain(n => n.Contains("does not carry it"));
        Should.Throw<ArgumentException>(() => PointData.Of(large with { Table = "held:0123456789abcdef" })).Message.ShouldContain("open the file again");
    }

    [Fact]
    public void A_file_is_known_by_its_ending()
    {
        SentFile.Read(Encoding.UTF8.GetBytes("\uFEFFa,b"), "t.CSV").ShouldBe("a,b");
        Should.Throw<ArgumentException>(() => SentFile.Read([1], "t.png")).Message.ShouldContain(".csv");
        Should.Throw<ArgumentException>(() => SentFile.Read([0xff, 0xfe, 0xfd], "t.csv")).Message.ShouldContain("UTF-8");
    }

    [Fact]
    public void Another_table_begins_anew_and_a_mark_does_not_hold_its_text()
    {
        var course = new Course(Open(Pets) with { TrainShare = 1, Columns = "1,2" });
        course.StepEpoch();
        course.Change(course.State with { Columns = "2,1" });
        course.Bench.Trainer.StepsDone.ShouldBe(0);
        Changes.Describe(["table"], course.State, course.State with { Table = "a,b" }).ShouldBe("table");
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));
}
