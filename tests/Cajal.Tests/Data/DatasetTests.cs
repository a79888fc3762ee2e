using Cajal.Data;

namespace Cajal.Tests.Data;

public class DatasetTests
{
    [Fact]
    public void OwnArraysMakeADataset()
    {
        var features = TableFeatures.FromRows(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
        var data = new Dataset("mine", features, new ClassTargets([0, 1, 1], ["no", "yes"]));
        data.ToString().ShouldBe("mine: 3 examples [2], binary");
        features.Columns.Select(c => c.Name).ShouldBe(["x1", "x2"]);
        ((NumberColumn)features.Columns[1]).Values.ToArray().ShouldBe([2, 4, 6]);
        Should.Throw<ArgumentException>(() => TableFeatures.FromRows(new double[2, 3], ["a"])).Message.ShouldContain("1 names");
    }

    [Fact]
    public void WhatDoesNotFitTogetherIsSaid()
    {
        var three = TableFeatures.FromRows(new double[3, 1]);
        Should.Throw<ArgumentException>(() => new Dataset("d", three, new NumberTargets([1, 2])))
            .Message.ShouldContain("3 inputs and 2 targets");
        Should.Throw<ArgumentException>(() => new Dataset("d", TableFeatures.FromRows(new double[0, 1]), null))
            .Message.ShouldContain("no examples");
        Should.Throw<ArgumentException>(() => new TableFeatures()).Message.ShouldContain("at least one column");
        Should.Throw<ArgumentException>(() => new TableFeatures(new NumberColumn("a", [1]), new NumberColumn("b", [1, 2])))
            .Message.ShouldContain("'b'");
        Should.Throw<ArgumentException>(() => new TableFeatures(new NumberColumn("a", [1]), new NumberColumn("a", [2])))
            .Message.ShouldContain("'a'");
        Should.Throw<DatasetException>(() => new NumberColumn("a", [1, double.NegativeInfinity])).Message.ShouldContain("example 2");
        Should.Throw<DatasetException>(() => new CategoryColumn("a", [0, 2], ["u"])).Message.ShouldContain("code 2");
        Should.Throw<DatasetException>(() => new ClassTargets([0, 2], ["u", "v"])).Message.ShouldContain("label 2");
        Should.Throw<ArgumentException>(() => new ClassTargets([0, 1], ["u", "v", "w"], task: TaskKind.Binary))
            .Message.ShouldContain("received 3");
        Should.Throw<ArgumentException>(() => new ClassTargets([0, 1], ["u", "v"], task: TaskKind.Numbers));
        Should.Throw<DatasetException>(() => new NumberTargets([1, double.NaN])).Message.ShouldContain("example 2");
        Should.Throw<ArgumentException>(() => new BytePictures(new byte[7], [2, 2])).Message.ShouldContain("7 values");
        Should.Throw<ArgumentException>(() => new BytePictures(new byte[8], [0, 2]));
        Should.Throw<DatasetException>(() => new FloatPictures([1, 2, float.NaN, 4], [2])).Message.ShouldContain("Picture 2");
    }

    [Fact]
    public void TheFingerprintChangesWithAnyValue()
    {
        Dataset Make(double last, int label, string name) =>
            new("d", TableFeatures.FromRows(new double[,] { { 1 }, { last } }), new ClassTargets([0, label], ["a", name]));
        Dataset[] made = [Make(2, 1, "b"), Make(2.5, 1, "b"), Make(2, 0, "b"), Make(2, 1, "c")];
        string[] prints = [.. made.Select(data => data.Fingerprint)];
        prints.Distinct().Count().ShouldBe(4);
        Make(2, 1, "b").Fingerprint.ShouldBe(prints[0]);
    }

    /// <summary>The wing in ten lines, from a file to batches and back to names.</summary>
    [Fact]
    public void FromAFileToBatches()
    {
        using var folder = new TestFolder();
        string path = folder.Write("flowers.csv", string.Concat(Enumerable.Range(0, 60)
            .Select(i => $"{i % 7}.5,{i % 3},{"abc"[i % 3]}\n")));

        var data = Datasets.Load(path);
        var split = data.Split(validation: 0.1, test: 0.25, seed: 7);
        var preprocessing = Preprocessing.Fit(split.Train);
        var batches = Batches.Shuffled(preprocessing.Apply(split.Train), batchSize: 16, seed: 7);
        int seen = 0;
        for (int epoch = 0; epoch < 2; epoch++)
        {
            foreach (var (x, labels) in batches.InEpoch(epoch)) seen += x.Shape[0] == labels.Count ? labels.Count : 0;
        }
        var test = preprocessing.Apply(split.Test.Open());
        string name = preprocessing.ClassNames[test.Labels[0]];

        seen.ShouldBe(2 * 39);
        test.Count.ShouldBe(15);
        name.ShouldBeOneOf("a", "b", "c");
    }
}
