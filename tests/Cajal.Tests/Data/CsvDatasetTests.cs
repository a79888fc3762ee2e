using System.Globalization;
using System.Text;
using Cajal.Data;

namespace Cajal.Tests.Data;

public class CsvDatasetTests
{
    private const string Flowers = "5.1,3.5,red\n4.9,3.0,blue\n6.2,2.9,red\n";

    internal static Dataset Load(string content, DatasetOptions? options = null) => Load(Encoding.UTF8.GetBytes(content), options);

    internal static Dataset Load(byte[] content, DatasetOptions? options = null)
    {
        using var folder = new TestFolder();
        return Datasets.Load(folder.Write("data.csv", content), options);
    }

    internal static string[] Names(Dataset data) => [.. ((TableFeatures)data.Features).Columns.Select(c => c.Name)];

    internal static double[] Column(Dataset data, int i) => ((NumberColumn)((TableFeatures)data.Features).Columns[i]).Values.ToArray();

    private static string[] Classes(Dataset data)
    {
        var targets = (ClassTargets)data.Targets!;
        return [.. targets.Labels.ToArray().Select(label => targets.ClassNames[label])];
    }

    [Fact]
    public void NumbersInFrontTheClassLast()
    {
        var data = Load(Flowers);
        data.ExampleShape.ShouldBe(Shape.Of(2));
        Names(data).ShouldBe(["column 1", "column 2"]);
        Column(data, 0).ShouldBe([5.1, 4.9, 6.2]);
        Column(data, 1).ShouldBe([3.5, 3.0, 2.9]);
        Classes(data).ShouldBe(["red", "blue", "red"]);
        ((ClassTargets)data.Targets!).ClassNames.ShouldBe(["blue", "red"]);
        data.Task.ShouldBe(TaskKind.Binary);
        data.Notes[0].ShouldBe("3 lines, no header");
        data.Notes[1].ShouldContain("binary: its values are words");
    }

    [Theory]
    [InlineData("a,b,kind\n5.1,3.5,red\n4.9,3.0,blue\n6.2,2.9,red")]
    [InlineData("a,b,kind\r\n5.1,3.5,red\r\n4.9,3.0,blue\r\n6.2,2.9,red\r\n")]
    [InlineData("\uFEFFa,b,kind\n5.1,3.5,red\n4.9,3.0,blue\n6.2,2.9,red\n")]
    [InlineData("\n\na,b,kind\n\n5.1,3.5,red\n   \n4.9,3.0,blue\r\n6.2,2.9,red\n\n\n")]
    [InlineData("\"a\",\"b\",\"kind\"\n\"5.1\",\"3.5\",\"red\"\n4.9,\"3.0\",blue\n6.2,2.9,\"red\"\n")]
    [InlineData(" a , b , kind \n 5.1 , 3.5 , red \n4.9, 3.0, blue\n6.2,\t2.9,red\n")]
    [InlineData("a;b;kind\n5.1;3.5;red\n4.9;3.0;blue\n6.2;2.9;red\n")]
    [InlineData("a\tb\tkind\n5.1\t3.5\tred\n4.9\t3.0\tblue\n6.2\t2.9\tred\n")]
    [InlineData("a|b|kind\n5.1|3.5|red\n4.9|3.0|blue\n6.2|2.9|red\n")]
    public void ManySpellingsOfOneTable(string content)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(content), utf16 = Encoding.Unicode.GetBytes(content.TrimStart('\uFEFF'));
        foreach (byte[] bytes in new[] { utf8, TestFolder.Gzip(utf8), [.. Encoding.Unicode.GetPreamble(), .. utf16] })
        {
            var data = Load(bytes);
            Names(data).ShouldBe(["a", "b"]);
            data.Targets!.Name.ShouldBe("kind");
            Column(data, 0).ShouldBe([5.1, 4.9, 6.2]);
            Column(data, 1).ShouldBe([3.5, 3.0, 2.9]);
            Classes(data).ShouldBe(["red", "blue", "red"]);
        }
    }

    [Fact]
    public void QuotedFieldsMayHoldSeparatorsQuotesAndLineBreaks()
    {
        var data = Load("x,class\n1,\"a, b\"\n2,\"say \"\"hi\"\"\"\n3,\"two\nlines\"\n4,\"a, b\"\n");
        Classes(data).ShouldBe(["a, b", "say \"hi\"", "two\nlines", "a, b"]);
    }

    [Fact]
    public void NumbersAreReadTheSameInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Column(Load("x,y\n1.5,a\n-2e3,b\n+.25,a\n5.,b\n"), 0).ShouldBe([1.5, -2000, 0.25, 5]);
            Load("x,y\n1.5,0.25\n2.5,0.75\n").Targets.ShouldBeOfType<NumberTargets>().Values.ToArray().ShouldBe([0.25, 0.75]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("1,2,a\n3,4,b\n", false)]
    [InlineData("x,y,z\n1,2,a\n3,4,b\n", true)]
    [InlineData(",y,z\n1,2,a\n3,4,b\n", true)]
    [InlineData("red,round,yes\nblue,round,no\nred,flat,no\n", false)]
    [InlineData("colour,form,ripe\nred,round,yes\nblue,round,no\nred,flat,no\n", true)]
    [InlineData("?,NA,a\n1,2,b\n2,3,a\n", false)]
    public void TheHeaderRule(string content, bool hasHeader)
    {
        var data = Load(content, new DatasetOptions { Task = TaskKind.Classes });
        data.Notes[0].EndsWith("header", StringComparison.Ordinal).ShouldBeTrue(data.Notes[0]);
        data.Notes[0].Contains("no header").ShouldBe(!hasHeader);
    }

    [Fact]
    public void TheHeaderRuleCanBeOverruled()
    {
        Load("x,y,z\n1,2,a\n3,4,b\n5,6,a\n", new DatasetOptions { Header = true }).Count.ShouldBe(3);
        var years = Load("2020,2021,2022\n1.5,2.5,3.5\n2.5,3,4\n", new DatasetOptions { Header = true });
        (years.Count, years.Targets!.Name).ShouldBe((2, "2022"));
        var words = Load("colour,ripe\nred,yes\nblue,no\n", new DatasetOptions { Header = false });
        words.Count.ShouldBe(3);
    }

    [Fact]
    public void AHeaderWithANumberInItIsAskedFor()
    {
        const string content = "x,2020,z\n1,2,a\n3,4,b\n5,6,a\n";
        Should.Throw<DatasetException>(() => Load(content)).Message.ShouldContain("say so with --header");
        Names(Load(content, new DatasetOptions { Header = true })).ShouldBe(["x", "2020"]);
    }

    [Fact]
    public void EmptyAndRepeatedNamesAreMadeDifferent() =>
        Names(Load(",x,x,y\n1,2,3,a\n4,5,6,b\n")).ShouldBe(["column 1", "x", "x (2)"]);

    [Theory]
    [InlineData("b", "b", new[] { "a", "c" })]
    [InlineData("B", "b", new[] { "a", "c" })]
    [InlineData("1", "a", new[] { "b", "c" })]
    [InlineData("-2", "b", new[] { "a", "c" })]
    [InlineData(null, "c", new[] { "a", "b" })]
    public void TheTargetByNameOrPosition(string? target, string name, string[] others)
    {
        var data = Load("a,b,c\n1.5,2.5,3.5\n4.5,5.5,6.5\n", new DatasetOptions { Target = target });
        data.Targets!.Name.ShouldBe(name);
        Names(data).ShouldBe(others);
    }

    [Fact]
    public void IgnoredColumnsAreNotLookedAt()
    {
        var data = Load("id,a,note,y\nk1,1,free text,0.5\nk2,2,more,0.75\n", new DatasetOptions { Ignore = ["id", "3"] });
        Names(data).ShouldBe(["a"]);
        ((TableFeatures)data.Features).Columns[0].Position.ShouldBe(2);
        Load("1.5,2,x\n2.5,3,y\n", new DatasetOptions { Ignore = ["-1"] }).Targets!.Name.ShouldBe("column 2");
    }

    [Fact]
    public void APositionIsNoValueOfTheFirstLine()
    {
        // Without a header, "1" means the first column, not the one whose first value is 1.
        var data = Load("5.5,3,1,a\n6.5,2,3,b\n", new DatasetOptions { Ignore = ["1"], Categories = ["3"] });
        Names(data).ShouldBe(["column 2", "column 3"]);
        var headed = Load("2,1,y\n5.5,3,a\n6.5,2,b\n", new DatasetOptions { Ignore = ["1"], Header = true });
        Names(headed).ShouldBe(["2"]);
    }

    [Fact]
    public void WordsWithFewNumbersAmongThemKeepThem()
    {
        var data = Load("floor,y\nground,1.5\n1,2.5\nattic,3.5\n1,4.5\nground,5\n");
        var column = (CategoryColumn)((TableFeatures)data.Features).Columns[0];
        column.Words.ShouldBe(["1", "attic", "ground"]);
        column.Codes.ToArray().ShouldBe([2, 0, 1, 0, 2]);
    }

    [Fact]
    public void WrongColumnsAnswerWithTheNearest()
    {
        DatasetOptions Target(string target) => new() { Target = target };
        const string content = "sepal_length,petal_length,species\n1,2,a\n3,4,b\n";
        Should.Throw<ArgumentException>(() => Load(content, Target("speces"))).Message.ShouldContain("Did you mean 'species'?");
        Should.Throw<ArgumentException>(() => Load(content, Target("0"))).Message.ShouldContain("from 1 to 3");
        Should.Throw<ArgumentException>(() => Load(content, Target("4"))).Message.ShouldContain("from 1 to 3");
        Should.Throw<ArgumentException>(() => Load(content, Target("-4"))).Message.ShouldContain("-3");
        Should.Throw<ArgumentException>(() => Load(content, new DatasetOptions { Ignore = ["petal"] }));
        Should.Throw<ArgumentException>(() => Load(content, Target("species") with { Ignore = ["species"] }))
            .Message.ShouldContain("ignored");
        Should.Throw<ArgumentException>(() => Load(content, new DatasetOptions { Ignore = ["1", "2"] }))
            .Message.ShouldContain("nothing is left");
        Should.Throw<ArgumentException>(() => Load(content, Target("species") with { Header = false })).Message.ShouldContain("position");
    }

    [Fact]
    public void MissingValuesAreCountedInEverySpelling()
    {
        var data = Load("x,w,y\n1,u,a\n,NA,b\nNaN,?,a\nna,null,b\n?,v,a\nnull,u,b\n2,u,a\n3,v,b\n4,u,a\n5,v,b\n");
        var columns = ((TableFeatures)data.Features).Columns;
        columns[0].MissingCount.ShouldBe(5);
        columns[1].MissingCount.ShouldBe(3);
        ((CategoryColumn)columns[1]).Codes.ToArray().Count(code => code < 0).ShouldBe(3);
        data.Notes.ShouldContain("column 'x': 5 values missing");
    }

    [Fact]
    public void LinesWithoutATargetAreLeftOutAndCounted()
    {
        var data = Load("x,y\n1,a\n2,\n3,b\n4,?\n");
        data.Count.ShouldBe(2);
        Column(data, 0).ShouldBe([1, 3]);
        data.Notes.ShouldContain("2 lines left out: their target is missing");
        Should.Throw<DatasetException>(() => Load("x,y\n1,\n2,\n")).Message.ShouldContain("no values at all");
    }

    [Fact]
    public void ColumnsOfWordsBecomeCategoriesInOneOrder()
    {
        var column = (CategoryColumn)((TableFeatures)Load("w,y\nb,1.5\na,2.5\n10,3.5\n9,4\nb,5\n").Features).Columns[0];
        column.Words.ShouldBe(["9", "10", "a", "b"]);
        column.Codes.ToArray().ShouldBe([3, 2, 1, 0, 3]);
    }

    [Fact]
    public void NumbersCanBeForcedToBeCategories()
    {
        const string content = "zip,x,y\n1010,1,a\n1010.0,2,b\n1020,3,a\n1010,4,b\n";
        ((TableFeatures)Load(content).Features).Columns[0].ShouldBeOfType<NumberColumn>();
        var column = (CategoryColumn)((TableFeatures)Load(content, new DatasetOptions { Categories = ["zip"] }).Features).Columns[0];
        column.Words.ShouldBe(["1010", "1020"]);
        column.Codes.ToArray().ShouldBe([0, 0, 1, 0]);
    }

    [Fact]
    public void AnEmptyColumnIsANumberColumnWithoutValues() =>
        Load("a,b,y\n,1,u\n,2,v\n,3,u\n").Features.ShouldBeOfType<TableFeatures>().MissingCount.ShouldBe(3);
}
