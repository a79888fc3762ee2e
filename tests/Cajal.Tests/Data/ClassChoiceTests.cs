using Cajal.Data;

namespace Cajal.Tests.Data;

public class ClassChoiceTests
{
    [Fact]
    public void SomeClassesAloneAreASetOfTheirOwn()
    {
        var all = Datasets.Load("digits", new DatasetOptions { Count = 400 });
        var some = Datasets.Load("digits", new DatasetOptions { Count = 400, Classes = ["5-9"] });
        var targets = (ClassTargets)some.Targets!;
        targets.ClassNames.ShouldBe(["5", "6", "7", "8", "9"]);
        some.Count.ShouldBe(200);
        some.Fingerprint.ShouldNotBe(all.Fingerprint);
        int first = ((ClassTargets)all.Targets!).Labels.ToArray().ToList().FindIndex(label => label >= 5);
        ((BytePictures)some.Features).Picture(0).ToArray().ShouldBe(((BytePictures)all.Features).Picture(first).ToArray());
        targets.Labels[0].ShouldBe(((ClassTargets)all.Targets).Labels[first] - 5);
        Datasets.Load("digits", new DatasetOptions { Count = 400, Classes = ["3", "1"] }).Count.ShouldBe(80);
    }

    [Fact]
    public void TablesAndSequencesKeepTheirRows()
    {
        using var folder = new TestFolder();
        string file = folder.Write("pets.csv", "weight,coat,pet\n4,long,cat\n20,short,dog\n1,none,fish\n5,short,cat\n18,long,dog\n2,none,fish\n");
        var some = Datasets.Load(file, new DatasetOptions { Classes = ["fish", "cat"] });
        var table = (TableFeatures)some.Features;
        ((NumberColumn)table.Columns[0]).Values.ToArray().ShouldBe([4, 1, 5, 2]);
        ((CategoryColumn)table.Columns[1]).Codes.ToArray().Length.ShouldBe(4);
        some.Targets!.Task.ShouldBe(TaskKind.Binary);
        var sequences = Datasets.Load("parity", new DatasetOptions { Count = 20, Classes = [.. ((ClassTargets)Datasets.Load("parity").Targets!).ClassNames] });
        sequences.Count.ShouldBe(20);
        Datasets.Load(file, new DatasetOptions { Classes = ["cat", "dog"] }).Split(validation: 0, test: 0).Train.Count.ShouldBe(4);
    }

    [Fact]
    public void WhatIsNoClassIsSaid()
    {
        Dataset Load(string data, params string[] classes) => Datasets.Load(data, new DatasetOptions { Classes = classes });
        Should.Throw<ArgumentException>(() => Load("digits", "4", "eleven")).Message.ShouldContain("eleven");
        Should.Throw<ArgumentException>(() => Load("digits", "9-5")).Message.ShouldContain("9-5");
        Should.Throw<ArgumentException>(() => Load("digits", "3")).Message.ShouldContain("at least two");
        Should.Throw<ArgumentException>(() => Load("sine", "3-4")).Message.ShouldContain("no classes");
    }

    [Fact]
    public void LabelsAreTakenOfEachClass()
    {
        var split = Datasets.Load("digits", new DatasetOptions { Count = 400 }).Split(validation: 0, seed: 1);
        var train = Preprocessing.Fit(split.Train).Apply(split.Train);
        var few = train.TakeOfEach(3, seed: 1);
        few.Count.ShouldBe(30);
        few.Labels.ToArray().CountBy(l => l).ShouldAllBe(c => c.Value == 3);
        few.Labels.ToArray().ShouldBe(train.TakeOfEach(3, seed: 1).Labels.ToArray());
        train.TakeOfEach(1000, seed: 1).Count.ShouldBe(train.Count);
        train.TakeOfEach(1000, seed: 1).Notes.ShouldContain(n => n.Contains("fewer than 1000"));
    }
}
