using System.Text;
using Cajal.Data;
using static Cajal.Tests.Data.CsvDatasetTests;

namespace Cajal.Tests.Data;

/// <summary>Files that cannot be used end in one sentence that names the line and helps.</summary>
public class CsvHostileTests
{
    private static string Refusal(string content, DatasetOptions? options = null)
    {
        string message = Should.Throw<DatasetException>(() => Load(content, options)).Message;
        message.ShouldNotContain("\n");
        return message;
    }

    [Theory]
    [InlineData("a,b,y\n1,2,u\n3,4\n5,6,v\n", "Line 3", "has 2 fields where line 1 has 3")]
    [InlineData("a,b,y\n1,2,u\n\n\n3,4,v,9\n", "Line 5", "has 4 fields")]
    [InlineData("a,b,y\n1,2,u\n3,x4,v\n5,6,u\n7,8,v\n", "Line 3", "'x4' in the column 'b', where 3 of 4 values are numbers")]
    [InlineData("1,2,u\nx,4,v\n5,6,u\n", "Line 2", "'x' in the column 'column 1'")]
    [InlineData("a,y\n1,u\nInfinity,v\n5,u\n", "Line 3", "not a finite number")]
    [InlineData("a,y\n1,u\n2,v\n-1e999,u\n", "Line 4", "'-1e999'")]
    [InlineData("a,y\n1,2.5\n2,Infinity\n5,3.5\n", "Line 3", "not a finite number")]
    [InlineData("a,y\n1,2.5\n2,much\n5,3.5\n", "Line 3", "'much' in the column 'y'")]
    [InlineData("a,y\n1,u\n2,u\n3,u\n", "only one value, 'u'", "two classes")]
    [InlineData("a,y\n1,7\n2,7\n", "only one value, '7'", "--target")]
    [InlineData("a,b,y\n", "header line and no examples", "")]
    [InlineData("\n \n\n", "no lines with content", "")]
    [InlineData("a\n1\n2\n", "one column", "separator")]
    [InlineData("a,y\n1,\"open\n2,v\n", "Line 2", "never ends")]
    [InlineData("a,y\n1,\"u\"x\n2,v\n", "Line 2", "goes on after its closing quote")]
    public void TheSentenceNamesWhatIsWrong(string content, string first, string second)
    {
        string message = Refusal(content);
        message.ShouldContain(first);
        message.ShouldContain(second);
    }

    [Fact]
    public void EmptyMissingAndFolder()
    {
        using var folder = new TestFolder();
        Should.Throw<DatasetException>(() => Datasets.Load(folder.Write("empty.csv", ""))).Message.ShouldContain("is empty");
        folder.Write("flowers.csv", "1,2,a\n");
        Should.Throw<FileNotFoundException>(() => Datasets.Load(Path.Combine(folder.Path, "flower.csv")))
            .Message.ShouldContain("Did you mean 'flowers.csv'?");
        Should.Throw<FileNotFoundException>(() => Datasets.Load(Path.Combine(folder.Path, "no", "x.csv")))
            .Message.ShouldContain("does not exist");
        Should.Throw<FileNotFoundException>(() => Datasets.Load(folder.Path)).Message.ShouldContain("no file of training pictures");
        Should.Throw<DatasetException>(() => Datasets.Load(folder.Write("x.bin", [1, 2, 0, 3, 0, 0])))
            .Message.ShouldContain("not a text file");
    }

    [Fact]
    public void FreeTextAndDatesAreNoCategories()
    {
        string lines = string.Concat(Enumerable.Range(0, 30).Select(i => $"1949-{i:00},{i}.5\n"));
        string message = Refusal("Month,Passengers\n" + lines);
        message.ShouldContain("'Month'");
        message.ShouldContain("--ignore");
        string words = string.Concat(Enumerable.Range(0, 600).Select(i => $"w{i % 300},{i}.5\n"));
        Refusal(words).ShouldContain("more than 256 different words");
        Refusal(string.Concat(Enumerable.Range(0, 2002).Select(i => $"{i},w{i % 1001}\n"))).ShouldContain("too many for classes");
        Refusal(string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},name {i}\n"))).ShouldContain("too many for classes");
    }

    [Fact]
    public void OptionsOfGeneratorsAreRefused()
    {
        Should.Throw<ArgumentException>(() => Load("1,a\n2,b\n", new DatasetOptions { Count = 3 }))
            .Message.ShouldContain("number of examples");
        Should.Throw<ArgumentException>(() => Load("1,a\n2,b\n", new DatasetOptions { Folder = "x" })).Message.ShouldContain("folder");
    }

    [Fact]
    public void AnEndlessFieldStopsInBoundedMemory()
    {
        using var folder = new TestFolder();
        string path = folder.Write("one-field.csv", Encoding.ASCII.GetBytes("a,b\n1,\"" + new string('x', 70 << 20)));
        Should.Throw<DatasetException>(() => Datasets.Load(path)).Message.ShouldContain(path);
    }

    [Fact]
    public void AnyCutOfAFileEndsInAResultOrASentence()
    {
        byte[] content = Encoding.UTF8.GetBytes("a,\"b, c\",y\r\n1.5,\"x\",ü\r\n2.5,\"y\"\"\",v\r\n3.5,x,v\r\n");
        for (int length = 0; length <= content.Length; length++)
        {
            try
            {
                Load(content[..length]).Count.ShouldBeGreaterThan(0);
            }
            catch (DatasetException error)
            {
                error.Message.ShouldNotContain("\n");
            }
        }
    }

    [Fact]
    public void RandomBytesEndInAResultOrASentence()
    {
        var rng = new Rng(5);
        char[] letters = [.. "0123456789.,;\"\n\r -eabNA?\t\uFEFFü∞\0"];
        for (int trial = 0; trial < 500; trial++)
        {
            var text = new StringBuilder();
            for (int length = rng.NextInt(60); length > 0; length--) text.Append(letters[rng.NextInt(letters.Length)]);
            try
            {
                var data = Load(text.ToString());
                Preprocessing.Fit(data.Split(0, 0).Train);
            }
            catch (Exception error) when (error is DatasetException or ArgumentException)
            {
                error.Message.Length.ShouldBeGreaterThan(20);
            }
        }
    }
}
