using Cajal.Data;

namespace Cajal.Tests.Data;

public class TaskGuessTests
{
    private static Dataset Load(IEnumerable<string> targets, TaskKind? task = null) =>
        CsvDatasetTests.Load(string.Concat(targets.Select((y, i) => $"{i}.5,{y}\n")), new DatasetOptions { Task = task, Header = false });

    private static IEnumerable<string> Repeat(int times, params int[] values) =>
        Enumerable.Repeat(values, times).SelectMany(v => v).Select(v => $"{v}");

    [Fact]
    public void WordsAreClasses()
    {
        Load(["a", "b", "a"]).Task.ShouldBe(TaskKind.Binary);
        Load(["a", "b", "c"]).Task.ShouldBe(TaskKind.Classes);
        Load(["true", "false", "true"]).Task.ShouldBe(TaskKind.Binary);
    }

    [Fact]
    public void TwoWholeNumbersAreTwoClasses()
    {
        var data = Load(Repeat(3, 1, -1));
        data.Task.ShouldBe(TaskKind.Binary);
        ((ClassTargets)data.Targets!).ClassNames.ShouldBe(["-1", "1"]);
    }

    [Fact]
    public void FewWholeNumbersCountedUpAndEquallyFrequentAreClasses()
    {
        var data = Load(Repeat(8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        data.Task.ShouldBe(TaskKind.Classes);
        data.Notes.ShouldContain(note => note.Contains("counts the classes 0 to 9"));
        Load(Repeat(20, 1, 2, 3)).Task.ShouldBe(TaskKind.Classes);
    }

    [Fact]
    public void OtherFewWholeNumbersAsk()
    {
        // Too rare; not counted from 0 or 1; with a gap; grades; shaped like a bell.
        IEnumerable<string>[] unclear =
            [Repeat(7, 1, 2, 3), Repeat(20, 2, 3, 4), Repeat(20, 1, 2, 4), Repeat(20, 3, 4, 5, 6, 7), Repeat(8, 1, 2, 2, 2, 2, 3)];
        foreach (var targets in unclear)
        {
            string message = Should.Throw<ArgumentException>(() => Load(targets)).Message;
            message.ShouldContain("--task classes or --task numbers");
        }
        Load(Repeat(7, 1, 2, 3), TaskKind.Classes).Task.ShouldBe(TaskKind.Classes);
        Load(Repeat(7, 1, 2, 3), TaskKind.Numbers).Task.ShouldBe(TaskKind.Numbers);
    }

    [Fact]
    public void FractionsAndManyNumbersAreNumbers()
    {
        Load(["0.5", "1.5", "0.5"]).Task.ShouldBe(TaskKind.Numbers);
        Load(Enumerable.Range(0, 30).Select(i => $"{i}")).Task.ShouldBe(TaskKind.Numbers);
        Load(Enumerable.Range(0, 3000).Select(i => $"{i}")).Task.ShouldBe(TaskKind.Numbers);
    }

    [Fact]
    public void TheTaskCanBeGiven()
    {
        Load(["0", "1", "0"], TaskKind.Numbers).Task.ShouldBe(TaskKind.Numbers);
        Load(["0", "1", "0"], TaskKind.Classes).Task.ShouldBe(TaskKind.Classes);
        Load(["0.5", "1.50", "1.5"], TaskKind.Classes).Targets.ShouldBeOfType<ClassTargets>().ClassNames.ShouldBe(["0.5", "1.5"]);
        Should.Throw<ArgumentException>(() => Load(["a", "b", "c"], TaskKind.Binary)).Message.ShouldContain("3 classes");
        Should.Throw<DatasetException>(() => Load(["a", "b", "c"], TaskKind.Numbers)).Message.ShouldContain("Line 1");
    }
}
