using Cajal.Data;
using FsCheck;
using FsCheck.Fluent;
using Cajal.Tests.House;

namespace Cajal.Tests.Data;

public class BatchesTests
{
    /// <summary>Examples whose target, unscaled, is their index.</summary>
    private static (Examples Examples, Func<float, int> Index) Numbered(int count)
    {
        var split = DataSplitTests.Numbered(count).Split(0, 0);
        var model = Preprocessing.Fit(split.Train);
        return (model.Apply(split.Train), y => (int)Math.Round(((NumberScaling)model.Target).Unscale(y)));
    }

    private static List<int> Epoch(Batches batches, Func<float, int> index, int epoch)
    {
        batches.StartEpoch(epoch);
        var seen = new List<int>();
        float[] x = new float[batches.BatchSize], y = new float[batches.BatchSize];
        for (int b = 0; b < batches.Count; b++)
        {
            int size = batches.Fill(b, x, y);
            size.ShouldBe(batches.SizeOf(b));
            // Here input and target are the same number, so they must stay together.
            x.AsSpan(0, size).ToArray().ShouldBe(y.AsSpan(0, size).ToArray());
            seen.AddRange(y.Take(size).Select(index));
        }
        return seen;
    }

    [Fact]
    public void EachEpochShowsEveryExampleOnceInBatchesOfTheSize() => Prop.ForAll<PositiveInt, PositiveInt, NonNegativeInt>((n, b, e) =>
    {
        int count = 2 + n.Get % 200, size = 1 + b.Get % 50;
        var (examples, index) = Numbered(count);
        var batches = Batches.Shuffled(examples, size, seed: 3);
        Epoch(batches, index, e.Get).Order().ShouldBe(Enumerable.Range(0, count));
        batches.Count.ShouldBe((count + batches.BatchSize - 1) / batches.BatchSize);
        for (int i = 0; i + 1 < batches.Count; i++) batches.SizeOf(i).ShouldBe(batches.BatchSize);
        batches.SizeOf(batches.Count - 1).ShouldBe(count - (batches.Count - 1) * batches.BatchSize);
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void TheOrderOfAnEpochCanBeComputedAlone()
    {
        var (examples, index) = Numbered(100);
        var straight = Batches.Shuffled(examples, 16, seed: 8);
        List<int>[] orders = [.. Enumerable.Range(0, 6).Select(e => Epoch(straight, index, e))];
        Epoch(Batches.Shuffled(examples, 16, seed: 8), index, 5).ShouldBe(orders[5]);
        Epoch(straight, index, 2).ShouldBe(orders[2]);
        orders.Select(order => string.Join(",", order)).Distinct().Count().ShouldBe(6);
        Epoch(Batches.Shuffled(examples, 16, seed: 9), index, 0).ShouldNotBe(orders[0]);
        Epoch(Batches.Shuffled(examples, 7, seed: 8), index, 3).ShouldBe(orders[3]);
    }

    [Fact]
    public void InOrderKeepsTheOrder()
    {
        var (examples, index) = Numbered(10);
        var batches = Batches.InOrder(examples, 4);
        Epoch(batches, index, 0).ShouldBe(Enumerable.Range(0, 10));
        Epoch(batches, index, 7).ShouldBe(Enumerable.Range(0, 10));
        batches.Rows(2).ToArray().ShouldBe([8, 9]);
    }

    [Fact]
    public void ABatchLargerThanTheDataIsTheFullDataSaidAloud()
    {
        var (examples, index) = Numbered(10);
        var batches = Batches.Shuffled(examples, 64);
        (batches.BatchSize, batches.Count).ShouldBe((10, 1));
        batches.Note.ShouldNotBeNull().ShouldContain("64 is larger than the 10 examples");
        Epoch(batches, index, 1).ShouldBe(Enumerable.Range(0, 10));
        Batches.Full(examples).Note.ShouldBeNull();
        Batches.Shuffled(examples, 10).Note.ShouldBeNull();
    }

    [Fact]
    public void FillingAllocatesNothing()
    {
        var split = Datasets.Load("digits", new DatasetOptions { Count = 300 }).Split();
        var batches = Batches.Shuffled(Preprocessing.Fit(split.Train).Apply(split.Train), 32);
        var x = new float[32 * 784];
        var labels = new int[32];
        var targets = new float[32];
        for (int b = 0; b < batches.Count; b++) batches.Fill(b, x, labels);
        batches.Fill(0, x, targets);
        Allocated.By(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                batches.Fill(i % batches.Count, x, labels);
                batches.Fill(i % batches.Count, x, targets);
            }
        }).ShouldBe(0);
    }

    [Fact]
    public void WrongUseIsSaid()
    {
        var (examples, _) = Numbered(10);
        Should.Throw<ArgumentException>(() => Batches.Shuffled(examples, 0)).Message.ShouldContain("received 0");
        Should.Throw<ArgumentException>(() => Batches.InOrder(examples, -5)).Message.ShouldContain("received -5");
        var batches = Batches.InOrder(examples, 4);
        Should.Throw<ArgumentOutOfRangeException>(() => batches.SizeOf(3)).Message.ShouldContain("0 to 2");
        Should.Throw<ArgumentOutOfRangeException>(() => batches.StartEpoch(-1));
        Should.Throw<ArgumentException>(() => batches.Fill(0, new float[3], new float[4])).Message.ShouldContain("needs 4");
        Should.Throw<ArgumentException>(() => batches.Fill(0, new float[4], new float[3])).Message.ShouldContain("needs 4");
        Should.Throw<InvalidOperationException>(() => batches.Fill(0, new float[4], new int[4])).Message.ShouldContain("numbers");
        var split = DataSplitTests.Numbered(10).Split(0, 0.5);
        var empty = Preprocessing.Fit(split.Train).Apply(split.Validation);
        Should.Throw<ArgumentException>(() => Batches.Full(empty)).Message.ShouldContain("empty");
    }

    [Fact]
    public void TensorsOfAnEpoch()
    {
        var split = Datasets.Load("digits", new DatasetOptions { Count = 60 }).Split(0, 0);
        var batches = Batches.Shuffled(Preprocessing.Fit(split.Train).Apply(split.Train), 25, seed: 4);
        var shapes = new List<string>();
        foreach (var (x, labels) in batches.InEpoch(3)) shapes.Add($"{x.Shape} {x.DType} {labels.Shape} {labels.DType}");
        shapes.ShouldBe(["[25, 28, 28] Float32 [25] Int32", "[25, 28, 28] Float32 [25] Int32", "[10, 28, 28] Float32 [10] Int32"]);
        var xor = Datasets.Load("XOR").Split();
        var all = Batches.Full(Preprocessing.Fit(xor.Train).Apply(xor.Train)).InEpoch(0).Single();
        all.X.ToArray<float>().ShouldBe([-1, -1, -1, 1, 1, -1, 1, 1]);
        all.Targets.Shape.ShouldBe(Shape.Of(4, 1));
        all.Targets.ToArray<float>().ShouldBe([0, 1, 1, 0]);
    }
}
