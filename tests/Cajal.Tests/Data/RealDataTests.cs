using System.Buffers.Binary;
using Cajal.Data;

namespace Cajal.Tests.Data;

/// <summary>The real files beside the repository; skipped where they are absent.</summary>
public class RealDataTests
{
    private static string Folder()
    {
        string? folder = TestFolder.RealData();
        Skip.If(folder is null, "the real data sets are not there: neither ../shared/data nor CAJAL_DATA");
        return folder!;
    }

    private static string Table(string name)
    {
        string path = Path.Combine(Folder(), "tabular", name);
        Skip.IfNot(File.Exists(path), $"{name} is not there");
        return path;
    }

    [SkippableFact]
    public void Mnist()
    {
        string folder = Folder();
        Skip.IfNot(Directory.Exists(Path.Combine(folder, "mnist")), "mnist is not there");
        foreach (string given in new[] { folder, Path.Combine(folder, "mnist") })
        {
            var data = Datasets.Load("mnist", new DatasetOptions { Folder = given });
            (data.Count, data.GivenTestCount).ShouldBe((70000, 10000));
            var pictures = (BytePictures)data.Features;
            double sum = 0, squares = 0;
            foreach (byte pixel in pictures.Pixels[..(60000 * 784)])
            {
                sum += pixel;
                squares += pixel * pixel;
            }
            double mean = sum / 60000 / 784, deviation = Math.Sqrt(squares / 60000 / 784 - mean * mean);
            (mean / 255).ShouldBe(0.1306605, 1e-6);
            (deviation / 255).ShouldBe(0.3081078, 1e-6);
            ((ClassTargets)data.Targets!).Labels[..5].ToArray().ShouldBe([5, 0, 4, 1, 9]);
            if (given != folder) continue;
            var split = data.Split();
            (split.Train.Count, split.Validation.Count, split.Test.Count).ShouldBe((54000, 6000, 10000));
            split.Test.Open().Rows[0].ShouldBe(60000);
        }
    }

    [SkippableTheory]
    [InlineData("iris.csv", 150, 4, "Iris-setosa,Iris-versicolor,Iris-virginica")]
    [InlineData("wine.csv", 178, 13, "1,2,3")]
    [InlineData("digits.csv", 1797, 64, "0,1,2,3,4,5,6,7,8,9")]
    public void TablesOfClasses(string file, int count, int features, string classes)
    {
        var data = Datasets.Load(Table(file));
        data.ExampleShape.ShouldBe(Shape.Of(features));
        data.Count.ShouldBe(count);
        data.Task.ShouldBe(TaskKind.Classes);
        string.Join(",", ((ClassTargets)data.Targets!).ClassNames).ShouldBe(classes);
        data.Notes.Count.ShouldBe(2);
    }

    [SkippableFact]
    public void BreastCancerByPosition()
    {
        var data = Datasets.Load(Table("breast_cancer_wdbc.csv"), new DatasetOptions { Target = "2", Ignore = ["1"] });
        data.ExampleShape.ShouldBe(Shape.Of(30));
        data.Task.ShouldBe(TaskKind.Binary);
        ((ClassTargets)data.Targets!).ClassNames.ShouldBe(["B", "M"]);
        ((ClassTargets)data.Targets!).ClassCounts().ShouldBe([357, 212]);
    }

    [SkippableFact]
    public void DiabetesIsNumbers()
    {
        var data = Datasets.Load(Table("diabetes.csv"));
        (data.Count, data.Task).ShouldBe((442, TaskKind.Numbers));
        double[] y = ((NumberTargets)data.Targets!).Values.ToArray();
        (y.Min(), y.Max()).ShouldBe((25, 346));
    }

    [SkippableFact]
    public void SeriesOfMonthsAskToIgnoreThem()
    {
        string path = Path.Combine(Folder(), "series", "airline-passengers.csv");
        Skip.IfNot(File.Exists(path), "the series is not there");
        Should.Throw<DatasetException>(() => Datasets.Load(path)).Message.ShouldContain("--ignore \"Month\"");
    }

    [SkippableFact]
    public void MnistCutShortOrLyingEndsInASentence()
    {
        string source = Path.Combine(Folder(), "mnist", "t10k-images-idx3-ubyte.gz");
        Skip.IfNot(File.Exists(source), "mnist is not there");
        using var folder = new TestFolder();
        byte[] packed = File.ReadAllBytes(source);
        Should.Throw<DatasetException>(() => IdxFile.Read(folder.Write("cut.gz", packed[..^100_000]))).Message.ShouldContain("cut short");
        byte[] plain = IdxFile.Read(source).Bytes;
        byte[] lie = TestFolder.Idx(8, [2_000_000_000, 28, 28], plain[..100_000]);
        Should.Throw<DatasetException>(() => IdxFile.Read(folder.Write("lie", lie))).Message.ShouldContain("promises");
        BinaryPrimitives.ReadUInt32BigEndian(lie.AsSpan(4)).ShouldBe(2_000_000_000u);
    }
}
