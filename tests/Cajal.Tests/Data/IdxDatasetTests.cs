using Cajal.Data;

namespace Cajal.Tests.Data;

public class IdxDatasetTests
{
    private static byte[] Pictures(int count) => TestFolder.Idx(8, [count, 2, 2], [.. Enumerable.Range(0, 4 * count).Select(i => (byte)i)]);

    private static byte[] Labels(int count) => TestFolder.Idx(8, [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))]);

    private static void WriteSet(TestFolder folder, string under = "", string ending = "-ubyte")
    {
        folder.Write($"{under}train-images-idx3{ending}", Pictures(20));
        folder.Write($"{under}train-labels-idx1{ending}.gz", TestFolder.Gzip(Labels(20)));
        folder.Write($"{under}t10k-images-idx3{ending}.gz", TestFolder.Gzip(Pictures(6)));
        folder.Write($"{under}t10k-labels-idx1{ending}", Labels(6));
    }

    [Theory]
    [InlineData("mnist/")]
    [InlineData("")]
    public void MnistIsFoundInItsFolderOrTheParent(string under)
    {
        using var folder = new TestFolder();
        WriteSet(folder, under);
        var data = Datasets.Load("mnist", new DatasetOptions { Folder = folder.Path });
        (data.Count, data.GivenTestCount, data.Task).ShouldBe((26, 6, TaskKind.Classes));
        ((ClassTargets)data.Targets!).ClassNames.Count.ShouldBe(10);
        var split = data.Split(validation: 0.25);
        (split.Train.Count, split.Validation.Count, split.Test.Count).ShouldBe((15, 5, 6));
        split.Test.Open().Rows.ToArray().ShouldBe([20, 21, 22, 23, 24, 25]);
    }

    [Fact]
    public void TwoFilesThatTogetherExceedOneArrayAreRefused()
    {
        IdxDataset.RequireRoom(Array.MaxLength, "train", "test");
        Should.Throw<DatasetException>(() => IdxDataset.RequireRoom(2L << 30, "train", "test")).Message
            .ShouldStartWith("'train' and 'test' hold 2147483648 bytes together, and at most");
    }

    [Fact]
    public void NamesWithAPointAndOwnTestShareAreKnown()
    {
        using var folder = new TestFolder();
        WriteSet(folder, ending: ".idx3-ubyte");
        folder.Write("train-images.idx3-ubyte", Pictures(20));
        using var dotted = new TestFolder();
        dotted.Write("train-images.idx3-ubyte", Pictures(20));
        dotted.Write("train-labels.idx1-ubyte", Labels(20));
        dotted.Write("t10k-images.idx3-ubyte", Pictures(6));
        dotted.Write("t10k-labels.idx1-ubyte", Labels(6));
        var data = Datasets.Load("fashion-mnist", new DatasetOptions { Folder = dotted.Path });
        ((ClassTargets)data.Targets!).ClassNames[9].ShouldBe("Ankle boot");
        Should.Throw<ArgumentException>(() => data.Split(test: 0.5)).Message.ShouldContain("its own test part of 6");
    }

    [Fact]
    public void AFolderOrAFileServesAsPath()
    {
        using var folder = new TestFolder();
        WriteSet(folder);
        var data = Datasets.Load(folder.Path);
        (data.Count, data.GivenTestCount).ShouldBe((26, 6));
        ((ClassTargets)data.Targets!).ClassNames.ShouldBe(["0", "1", "2"]);
        Datasets.Load(Path.Combine(folder.Path, "train-images-idx3-ubyte")).GivenTestCount.ShouldBe(6);
        Datasets.Load(Path.Combine(folder.Path, "t10k-images-idx3-ubyte.gz")).Count.ShouldBe(6);
        Should.Throw<DatasetException>(() => Datasets.Load(Path.Combine(folder.Path, "t10k-labels-idx1-ubyte")))
            .Message.ShouldContain("labels");
    }

    [Fact]
    public void AModelIsShownTheTestPartOfAFolderAndExactlyTheFileNamed()
    {
        using var folder = new TestFolder();
        WriteSet(folder);
        var model = Preprocessing.Fit(Datasets.Load(folder.Path).Split().Train);
        Datasets.LoadToEvaluate(folder.Path, model).Count.ShouldBe(6);
        Datasets.LoadToEvaluate(Path.Combine(folder.Path, "train-images-idx3-ubyte"), model).Count.ShouldBe(20);
        Datasets.LoadToEvaluate("mnist", model, new DatasetOptions { Folder = folder.Path }).Count.ShouldBe(6);
    }

    [Fact]
    public void PicturesWithoutLabelsCanBePredictedOnly()
    {
        using var folder = new TestFolder();
        string path = folder.Write("letters-images-idx3-ubyte", Pictures(20));
        var data = Datasets.Load(path);
        data.Targets.ShouldBeNull();
        Should.Throw<DatasetException>(() => data.Split()).Message.ShouldContain("no targets");
        WriteSet(folder, "set/");
        var model = Preprocessing.Fit(Datasets.Load(Path.Combine(folder.Path, "set")).Split().Train);
        var examples = model.Apply(Datasets.LoadToPredict(path, model));
        (examples.Count, examples.HasTargets).ShouldBe((20, false));
        Should.Throw<InvalidOperationException>(() => examples.Labels.Length);
        Should.Throw<DatasetException>(() => Datasets.LoadToEvaluate(path, model)).Message.ShouldContain("no targets");
    }

    [Fact]
    public void CountsMustAgree()
    {
        using var folder = new TestFolder();
        string path = folder.Write("a-images-idx3-ubyte", Pictures(20));
        folder.Write("a-labels-idx1-ubyte", Labels(19));
        Should.Throw<DatasetException>(() => Datasets.Load(path)).Message.ShouldContain("19 labels");
        folder.Write("a-labels-idx1-ubyte", Pictures(20));
        Should.Throw<DatasetException>(() => Datasets.Load(path)).Message.ShouldContain("[20, 2, 2]");
        WriteSet(folder);
        folder.Write("t10k-images-idx3-ubyte.gz", TestFolder.Gzip(TestFolder.Idx(8, [6, 3, 3], new byte[54])));
        Should.Throw<DatasetException>(() => Datasets.Load("mnist", new DatasetOptions { Folder = folder.Path }))
            .Message.ShouldContain("[6, 3, 3]");
    }

    [Fact]
    public void LabelsBeyondTheKnownClassesAreRefused()
    {
        using var folder = new TestFolder();
        WriteSet(folder);
        folder.Write("t10k-labels-idx1-ubyte", TestFolder.Idx(8, [6], [0, 1, 2, 0, 1, 12]));
        Should.Throw<DatasetException>(() => Datasets.Load("mnist", new DatasetOptions { Folder = folder.Path }))
            .Message.ShouldContain("label 12");
    }

    [Fact]
    public void FloatingPointPicturesAndNumbersAsLabels()
    {
        using var folder = new TestFolder();
        byte[] content = [.. new float[] { 0.5f, -1, 2, 0.25f }.SelectMany(v => BitConverter.GetBytes(v).Reverse())];
        string path = folder.Write("f-images-idx3-ubyte", TestFolder.Idx(0x0d, [2, 1, 2], content));
        folder.Write("f-labels-idx1-ubyte", TestFolder.Idx(0x0d, [4 / 2], [.. content[..8]]));
        var data = Datasets.Load(path);
        ((FloatPictures)data.Features).Pixels.ToArray().ShouldBe([0.5f, -1, 2, 0.25f]);
        ((NumberTargets)data.Targets!).Values.ToArray().ShouldBe([0.5, -1]);
        byte[] infinite = [.. content[..12], .. BitConverter.GetBytes(float.PositiveInfinity).Reverse()];
        folder.Write("f-images-idx3-ubyte", TestFolder.Idx(0x0d, [2, 1, 2], infinite));
        Should.Throw<DatasetException>(() => Datasets.Load(path)).Message.ShouldContain("Picture 2");
    }

    [Fact]
    public void MissingFilesAreNamed()
    {
        using var folder = new TestFolder();
        DatasetOptions inFolder = new() { Folder = folder.Path };
        Should.Throw<FileNotFoundException>(() => Datasets.Load("mnist", inFolder)).Message.ShouldContain("train-images-idx3-ubyte");
        folder.Write("train-images-idx3-ubyte", Pictures(20));
        Should.Throw<FileNotFoundException>(() => Datasets.Load("mnist", inFolder)).Message.ShouldContain("train-labels-idx1-ubyte");
        folder.Write("train-labels-idx1-ubyte", Labels(20));
        Should.Throw<FileNotFoundException>(() => Datasets.Load("mnist", inFolder)).Message.ShouldContain("t10k-images-idx3-ubyte");
        folder.Write("t10k-images-idx3-ubyte", Pictures(6));
        Should.Throw<DatasetException>(() => Datasets.Load("mnist", inFolder)).Message.ShouldContain("no file of labels");
        Should.Throw<FileNotFoundException>(() => Datasets.Load("mnist", new DatasetOptions { Folder = folder.Path + "/nowhere" }))
            .Message.ShouldContain("no folder");
        folder.Write("emnist-train-images-idx3-ubyte", Pictures(3));
        Should.Throw<DatasetException>(() => Datasets.Load(folder.Path)).Message.ShouldContain("several sets");
    }

    [Fact]
    public void OptionsOfOtherSourcesAreRefused()
    {
        using var folder = new TestFolder();
        WriteSet(folder);
        DatasetOptions options = new() { Folder = folder.Path };
        Should.Throw<ArgumentException>(() => Datasets.Load("mnist", options with { Count = 5 }))
            .Message.ShouldContain("number of examples");
        Should.Throw<ArgumentException>(() => Datasets.Load("mnist", options with { Target = "1" })).Message.ShouldContain("target column");
        Should.Throw<ArgumentException>(() => Datasets.Load("mnist", options with { Task = TaskKind.Numbers }))
            .Message.ShouldContain("classes");
        Should.Throw<ArgumentException>(() => Datasets.Load(folder.Path, new DatasetOptions { Noise = 1 })).Message.ShouldContain("noise");
    }
}
