using Cajal.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Cajal.Tests.Data;

public class DataSplitTests
{
    internal static Dataset Numbered(int count, Func<int, int>? classOf = null)
    {
        double[] x = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        int[] labels = [.. Enumerable.Range(0, count).Select(i => classOf?.Invoke(i) ?? 0)];
        Targets targets = classOf is null ? new NumberTargets(x)
            : new ClassTargets(labels, [.. Enumerable.Range(0, labels.Max() + 1).Select(c => $"c{c}")], task: TaskKind.Classes);
        return new Dataset("numbered", new TableFeatures(new NumberColumn("x", x)), targets);
    }

    private static int[] AllRows(DataSplit split) =>
        [.. split.Train.Rows, .. split.Validation.Rows, .. split.Test.Open().Rows];

    [Fact]
    public void EveryExampleIsInExactlyOnePart() => Prop.ForAll<PositiveInt, int, int>((size, v, t) =>
    {
        int count = 10 + size.Get;
        double validation = Math.Abs((long)v % 40) / 100.0, test = Math.Abs((long)t % 40) / 100.0;
        int Expected(double share) => share == 0 ? 0 : Math.Max(1, (int)Math.Round(share * count, MidpointRounding.AwayFromZero));
        foreach (var data in new[] { Numbered(count), Numbered(count, i => i % 3) })
        {
            var split = data.Split(validation, test, (ulong)size.Get);
            AllRows(split).Order().ShouldBe(Enumerable.Range(0, count));
            split.Test.Count.ShouldBe(Expected(test));
            split.Validation.Count.ShouldBe(Expected(validation));
            split.Train.Count.ShouldBe(split.Record.Training);
            (split.Record.Validation, split.Record.Test).ShouldBe((split.Validation.Count, split.Test.Count));
        }
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void ClassesHaveTheSameShareInEveryPart() => Prop.ForAll<PositiveInt>(seed =>
    {
        // Sizes 200, 70, 30, 3.
        int ClassOf(int i) => i < 200 ? 0 : i < 270 ? 1 : i < 300 ? 2 : 3;
        var data = Numbered(303, ClassOf);
        var split = data.Split(0.1, 0.25, (ulong)seed.Get);
        int[] CountsOf(ReadOnlySpan<int> rows)
        {
            var counts = new int[4];
            foreach (int row in rows) counts[ClassOf(row)]++;
            return counts;
        }

        int[] test = CountsOf(split.Test.Open().Rows), validation = CountsOf(split.Validation.Rows), train = CountsOf(split.Train.Rows);
        int[] sizes = [200, 70, 30, 3];
        for (int c = 0; c < 4; c++)
        {
            test[c].ShouldBeInRange((int)(0.25 * sizes[c]), (int)(0.25 * sizes[c]) + 1);
            validation[c].ShouldBeInRange((int)(0.1 * sizes[c]), (int)(0.1 * sizes[c]) + 1);
            train[c].ShouldBeGreaterThan(0);
        }
        split.Record.Stratified.ShouldBeTrue();
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void AClassOfOneStaysInTraining()
    {
        // By its share alone (11/21 of one example) it would be the first to go to the test part.
        for (ulong seed = 0; seed < 20; seed++)
        {
            var split = Numbered(21, i => i == 13 ? 1 : 0).Split(0, 0.5, seed);
            split.Train.Rows.Contains(13).ShouldBeTrue();
            split.Test.Count.ShouldBe(11);
        }
    }

    [Fact]
    public void SameSeedSamePartsOtherSeedOthers()
    {
        var data = Numbered(200, i => i % 4);
        AllRows(data.Split(seed: 5)).ShouldBe(AllRows(data.Split(seed: 5)));
        data.Split(seed: 5).Record.Parts.ShouldNotBe(data.Split(seed: 6).Record.Parts);
    }

    [Fact]
    public void TheUsualSharesAreATenthAndAQuarter()
    {
        var split = Numbered(200).Split();
        (split.Train.Count, split.Validation.Count, split.Test.Count).ShouldBe((130, 20, 50));
        split.Record.Stratified.ShouldBeFalse();
    }

    [Fact]
    public void AnExampleOfEachPartComesFromEverywhere()
    {
        // Sorted data: every quarter of the rows is in the test part.
        int[] rows = Numbered(400).Split(0, 0.25, 3).Test.Open().Rows.ToArray();
        for (int quarter = 0; quarter < 4; quarter++) rows.Count(r => r / 100 == quarter).ShouldBeInRange(12, 40);
    }

    [Fact]
    public void ARecordRepeatsTheSplitExactly()
    {
        var data = Datasets.Load("moons");
        var split = data.Split(0.2, 0.3, 99);
        var record = SplitRecord.FromJson(split.Record.ToJson());
        record.ShouldBe(split.Record);
        AllRows(DataSplit.Repeat(Datasets.Load("moons"), record)).ShouldBe(AllRows(split));
    }

    [Fact]
    public void ChangedDataAreNotSplitAgain()
    {
        var record = Datasets.Load("moons").Split().Record;
        Should.Throw<DatasetException>(() => DataSplit.Repeat(Datasets.Load("moons", new DatasetOptions { Seed = 7 }), record))
            .Message.ShouldContain("not the data");
        var data = Datasets.Load("moons");
        Should.Throw<DatasetException>(() => DataSplit.Repeat(data, record with { Seed = 7 }))
            .Message.ShouldContain("cannot be made again");
        Should.Throw<DatasetException>(() => SplitRecord.FromJson("{}"));
        Should.Throw<DatasetException>(() => SplitRecord.FromJson(record.ToJson().Replace("\"formatVersion\": 1", "\"formatVersion\": 2")))
            .Message.ShouldContain("newer");
    }

    [Fact]
    public void AGivenTestPartStaysTheTestPart()
    {
        var x = new NumberColumn("x", [.. Enumerable.Range(0, 50).Select(i => (double)i)]);
        var data = new Dataset("given", new TableFeatures(x), new NumberTargets(x.Values.ToArray())) { GivenTestCount = 10 };
        var split = data.Split(validation: 0.25);
        split.Test.Open().Rows.ToArray().ShouldBe(Enumerable.Range(40, 10));
        (split.Train.Count, split.Validation.Count).ShouldBe((30, 10));
        split.Record.TestShare.ShouldBeNull();
        AllRows(DataSplit.Repeat(data, split.Record)).ShouldBe(AllRows(split));
        Should.Throw<ArgumentException>(() => data.Split(test: 0.2)).Message.ShouldContain("its own test part of 10");
    }

    [Fact]
    public void TheTestPartIsSealedUntilAskedFor()
    {
        var split = Numbered(100).Split();
        split.Test.IsOpen.ShouldBeFalse();
        split.Test.Count.ShouldBe(25);
        split.Test.Open().Count.ShouldBe(25);
        split.Test.IsOpen.ShouldBeTrue();
        // A sealed part offers nothing else, and a part only its own rows.
        typeof(SealedPart).GetProperties().Select(p => p.Name).Order().ShouldBe(["Count", "IsOpen"]);
        typeof(Part).GetProperties().Select(p => p.Name).Order().ShouldBe(["Count", "Kind", "Rows"]);
    }

    [Theory]
    [InlineData(-0.1, 0.2)]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 0)]
    [InlineData(0, double.NaN)]
    public void SharesThatLeaveNothingAreRefused(double validation, double test) =>
        Should.Throw<ArgumentException>(() => Numbered(100).Split(validation, test)).Message.ShouldContain("share");

    [Fact]
    public void TooFewExamplesAreRefused()
    {
        Should.Throw<DatasetException>(() => Numbered(2).Split()).Message.ShouldContain("2 examples");
        Should.Throw<DatasetException>(() => Numbered(4, i => i).Split()).Message.ShouldContain("too few");
    }
}
