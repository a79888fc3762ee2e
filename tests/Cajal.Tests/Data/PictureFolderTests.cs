using Cajal.Data;

namespace Cajal.Tests.Data;

public class PictureFolderTests
{
    private static byte[] Png(int height, int width, int channels, byte value) =>
        new Picture(height, width, channels, [.. Enumerable.Repeat(value, height * width * channels)]).ToPng();

    private static TestFolder Two(string below = "")
    {
        var folder = new TestFolder();
        for (int i = 0; i < 4; i++)
        {
            folder.Write($"{below}cats/{i}.png", Png(3, 5, 1, (byte)(10 * i)));
            folder.Write($"{below}dogs/{i}.pgm", [.. "P5 5 3 255\n"u8, .. Enumerable.Repeat((byte)(100 + i), 15)]);
        }
        return folder;
    }

    [Fact]
    public void SubFoldersAreClassesInTheOrderOfTheirNames()
    {
        using var folder = Two();
        folder.Write("dogs/notes.txt", "no picture");
        folder.Write(".hidden/x.png", Png(9, 9, 1, 0));
        Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));
        var data = Datasets.Load(folder.Path);
        data.Count.ShouldBe(8);
        data.ExampleShape.ToArray().ShouldBe([3, 5]);
        ((ClassTargets)data.Targets!).ClassNames.ShouldBe(["cats", "dogs"]);
        GeneratorTests.Labels(data).ShouldBe([0, 0, 0, 0, 1, 1, 1, 1]);
        ((BytePictures)data.Features).Picture(5).ToArray().ShouldAllBe(p => p == 101);
        data.Notes.ShouldContain(note => note.Contains("'empty'"));
        data.Notes.ShouldContain("8 pictures, grey, 3 x 5 pixels");
    }

    [Fact]
    public void OneColouredPictureMakesAllColouredPlaneByPlane()
    {
        using var folder = Two();
        byte[] pixels = [.. Enumerable.Range(0, 45).Select(i => (byte)(i % 3))];
        folder.Write("dogs/9.png", new Picture(3, 5, 3, pixels).ToPng());
        var data = Datasets.Load(folder.Path);
        data.ExampleShape.ToArray().ShouldBe([3, 3, 5]);
        var last = ((BytePictures)data.Features).Picture(8).ToArray();
        last.ShouldBe([.. Enumerable.Range(0, 45).Select(i => (byte)(i / 15))]);
        Datasets.Load(folder.Path, new DatasetOptions { Grey = true }).ExampleShape.ToArray().ShouldBe([3, 5]);
    }

    [Fact]
    public void TrainAndTestFoldersGiveTheTestPart()
    {
        using var folder = Two("train/");
        folder.Write("test/dogs/a.png", Png(3, 5, 1, 7));
        var data = Datasets.Load(folder.Path);
        (data.Count, data.GivenTestCount).ShouldBe((9, 1));
        GeneratorTests.Labels(data)[8].ShouldBe(1);
        folder.Write("test/birds/a.png", Png(3, 5, 1, 7));
        Should.Throw<DatasetException>(() => Datasets.Load(folder.Path)).Message.ShouldContain("birds");
    }

    [Fact]
    public void DifferentSizesNeedASize()
    {
        using var folder = Two();
        folder.Write("dogs/large.png", Png(30, 50, 1, 200));
        Should.Throw<DatasetException>(() => Datasets.Load(folder.Path)).Message.ShouldContain("--size");
        var data = Datasets.Load(folder.Path, new DatasetOptions { PictureSize = [6, 10] });
        data.ExampleShape.ToArray().ShouldBe([6, 10]);
        data.Notes[0].ShouldContain("9 brought to 6 x 10");
        Should.Throw<ArgumentException>(() => Datasets.Load(folder.Path, new DatasetOptions { PictureSize = [0, 10] }));
        Should.Throw<DatasetException>(() => Datasets.Load(folder.Path, new DatasetOptions { PictureSize = [30_000, 30_000] }))
            .Message.ShouldContain("memory");
    }

    [Fact]
    public void TheFirstBadPictureIsNamedWhateverTheOrderOfReading()
    {
        using var folder = Two();
        folder.Write("cats/2.png", "no picture");
        folder.Write("dogs/1.pgm", "P5 5 3 255\n");
        for (int i = 0; i < 5; i++)
            Should.Throw<DatasetException>(() => Datasets.Load(folder.Path)).Message.ShouldContain("2.png");
    }

    [Fact]
    public void WhatCannotBeReadIsLeftOutAloudAndNothingIsAnError()
    {
        using var folder = new TestFolder();
        Should.Throw<Exception>(() => Datasets.Load(folder.Path)).Message.ShouldContain("no pictures");
        folder.Write("cats/a.webp", "RIFF....WEBPVP8 ");
        Should.Throw<Exception>(() => Datasets.Load(folder.Path)).Message.ShouldContain("no pictures");
        folder.Write("cats/b.png", Png(2, 2, 1, 3));
        Datasets.Load(folder.Path).Notes.ShouldContain(note => note.Contains("a.webp") && note.Contains("left out"));
        folder.Write("one.png", Png(2, 2, 1, 3));
        Should.Throw<DatasetException>(() => Datasets.Load(Path.Combine(folder.Path, "one.png"))).Message.ShouldContain("sub-folder");
        Should.Throw<ArgumentException>(() => Datasets.Load(folder.Path,
            new DatasetOptions { Target = "y" })).Message.ShouldContain("target");
    }

    [Fact]
    public void AModelIsShownPicturesInItsOwnSize()
    {
        using var folder = Two();
        var split = Datasets.Load(folder.Path).Split(validation: 0, test: 0);
        var model = Preprocessing.Fit(split.Train);
        using var other = new TestFolder();
        string large = other.Write("large.png", Png(9, 15, 3, 50));
        var data = Datasets.LoadToPredict(large, model);
        data.ExampleShape.ToArray().ShouldBe([3, 5]);
        data.Targets.ShouldBeNull();
        model.Apply(data).Count.ShouldBe(1);
        Datasets.LoadToPredict(other.Path, model).Count.ShouldBe(1);
        Datasets.LoadToEvaluate(folder.Path, model).Count.ShouldBe(8);
        Should.Throw<DatasetException>(() => Datasets.LoadToEvaluate(other.Path, model)).Message.ShouldContain("no classes");
    }

    [Fact]
    public void Cifar10IsReadFromItsFiles()
    {
        using var folder = new TestFolder();
        byte[] Records(int count, int first) => [.. Enumerable.Range(first, count)
            .SelectMany(i => Enumerable.Repeat((byte)i, 3073).Select((value, k) => k == 0 ? (byte)(i % 10) : value))];
        folder.Write("cifar-10-batches-bin/data_batch_1.bin", Records(20, 0));
        folder.Write("cifar-10-batches-bin/data_batch_2.bin", Records(10, 20));
        folder.Write("cifar-10-batches-bin/test_batch.bin", Records(5, 100));
        var options = new DatasetOptions { Folder = folder.Path };
        var data = Datasets.Load("cifar10", options);
        (data.Count, data.GivenTestCount).ShouldBe((35, 5));
        data.ExampleShape.ToArray().ShouldBe([3, 32, 32]);
        ((BytePictures)data.Features).Picture(30).ToArray().ShouldAllBe(p => p == 100);
        GeneratorTests.Labels(data)[29].ShouldBe(9);
        data.Notes[0].ShouldContain("30 pictures");

        folder.Write("cifar-10-batches-bin/data_batch_2.bin", Records(10, 20)[..^1]);
        Should.Throw<DatasetException>(() => Datasets.Load("cifar10", options)).Message.ShouldContain("picture 10");
        byte[] wrong = Records(1, 0);
        wrong[0] = 10;
        folder.Write("cifar-10-batches-bin/data_batch_2.bin", wrong);
        Should.Throw<DatasetException>(() => Datasets.Load("cifar10", options)).Message.ShouldContain("label 10");
        using var empty = new TestFolder();
        Should.Throw<FileNotFoundException>(() => Datasets.Load("cifar10", new DatasetOptions { Folder = empty.Path }))
            .Message.ShouldContain("data_batch_1.bin");
    }
}
