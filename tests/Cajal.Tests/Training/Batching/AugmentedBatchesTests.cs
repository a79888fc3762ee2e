using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Batching;

public class AugmentedBatchesTests
{
    private const string All = "shift(2)+rotate(15)+elastic(1,5)+noise(0.1)+cutout(4)";

    private static Examples Digits(int count = 90)
    {
        var split = Datasets.Load("digits", new DatasetOptions { Count = count }).Split(validation: 0, test: 0);
        return Preprocessing.Fit(split.Train).Apply(split.Train);
    }

    private static (float[] X, float[] T) Batch(AugmentedBatches batches, int batch)
    {
        int count = batches.SizeOf(batch);
        State x = New(batches.Input, count), t = New(batches.Target, count);
        batches.Fill(batch, 0, x, t);
        return (x.ToArray<float>(), ((Tensor)t).To(DType.Float32).ToArray<float>());
    }

    private static State New(TensorSpec spec, int count) => new(Tensor.Zeros(spec.Shape.Insert(0, count), spec.DType), persistent: false);

    private static List<float> Run(string text, int threads, int ahead, int from = 0)
    {
        var batches = new AugmentedBatches(Batches.Shuffled(Digits(), 16, 5), Augmentation.Parse(text), 5, threads, ahead);
        var all = new List<float>();
        foreach (int epoch in new[] { 0, 1 })
        {
            batches.StartEpoch(epoch);
            for (int b = epoch == 1 ? from : 0; b < batches.Count; b++)
            {
                var (x, t) = Batch(batches, b);
                if (epoch == 0) continue;
                all.AddRange(x);
                all.AddRange(t);
            }
        }
        return all;
    }

    [Theory]
    [InlineData(All)]
    [InlineData(All + "+mixup(0.4)")]
    public void ThreadsAndTheQueueChangeNothing(string text)
    {
        var plain = Run(text, threads: 0, ahead: 1);
        foreach (var (threads, ahead) in new[] { (1, 1), (1, 4), (3, 2), (4, 9) }) Run(text, threads, ahead).ShouldBe(plain);
        // A run that goes on in the middle of an epoch.
        var late = Run(text, 2, 3, from: 4);
        late.ShouldBe(plain[^late.Count..]);
    }

    [Fact]
    public void Each_place_of_a_batch_knows_its_row()
    {
        var plain = BatchSource.Of(Batches.Shuffled(Digits(), 16, 5));
        var changed = new AugmentedBatches(Batches.Shuffled(Digits(), 16, 5), Augmentation.Parse("shift(2)"), 5);
        foreach (var source in new BatchSource[] { plain, changed }) source.StartEpoch(3);
        var features = new FeatureBatches(changed, new Cajal.Networks.Flatten(), 784);
        int[] rows = [.. Enumerable.Range(0, 16).Select(i => plain.RowOf(1, i))];
        Enumerable.Range(0, 16).Select(i => changed.RowOf(1, i)).ShouldBe(rows);
        Enumerable.Range(0, 16).Select(i => features.RowOf(1, i)).ShouldBe(rows);
        rows.ShouldNotBe(Enumerable.Range(16, 16));
    }

    [Fact]
    public void EachEpochIsChangedAnew()
    {
        var batches = new AugmentedBatches(Batches.InOrder(Digits(), 90), Augmentation.Parse("shift(2)"), 5);
        batches.StartEpoch(0);
        var first = Batch(batches, 0).X;
        batches.StartEpoch(1);
        Batch(batches, 0).X.ShouldNotBe(first);
        batches.StartEpoch(0);
        Batch(batches, 0).X.ShouldBe(first);
    }

    [Fact]
    public void MixedTargetsAreSharesThatAddUpToOne()
    {
        var batches = new AugmentedBatches(Batches.InOrder(Digits(), 90), Augmentation.Parse("mixup(1)"), 5);
        batches.Target.ShouldBe(new TensorSpec([10], DType.Float32));
        batches.StartEpoch(0);
        var shares = Batch(batches, 0).T.Chunk(10).ToArray();
        shares.ShouldAllBe(s => Math.Abs(s.Sum() - 1) < 1e-5 && s.All(v => v >= 0));
        shares.Count(s => s.Max() < 0.9).ShouldBeGreaterThan(30);
        new AugmentedBatches(Batches.InOrder(Digits(), 90), Augmentation.Parse("flip"), 5).Target.DType.ShouldBe(DType.Int32);
    }

    [Fact]
    public void PartsOfABatchAndBatchesOutOfOrderAreRight()
    {
        var batches = new AugmentedBatches(Batches.InOrder(Digits(), 16), Augmentation.Parse(All), 5, threads: 2, ahead: 3);
        batches.StartEpoch(0);
        float[][] inOrder = [.. Enumerable.Range(0, batches.Count).Select(b => Batch(batches, b).X)];
        foreach (int b in new[] { 3, 0, 5, 2, 2, 1 }) Batch(batches, b).X.ShouldBe(inOrder[b]);
        State x = New(batches.Input, 4), t = New(batches.Target, 4);
        batches.Fill(1, 8, x, t);
        x.ToArray<float>().ShouldBe(inOrder[1][(8 * 784)..(12 * 784)]);
    }

    [Fact]
    public void NoMoreIsMadeAheadThanAsked()
    {
        var batches = new AugmentedBatches(Batches.InOrder(Digits(), 8), Augmentation.Parse("noise"), 5, threads: 4, ahead: 2);
        batches.StartEpoch(0);
        Batch(batches, 0);
        // Whatever the threads do meanwhile, two batches lie ready at most, and those are read without standing still.
        Thread.Sleep(200);
        int before = batches.Figures.Waits;
        Batch(batches, 1);
        Batch(batches, 2);
        batches.Figures.Waits.ShouldBe(before);
        batches.Figures.MadeByTrainer.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public void TablesCanBeMixedButNotTurned()
    {
        var split = Datasets.Load("moons").Split(validation: 0, test: 0);
        var moons = Preprocessing.Fit(split.Train).Apply(split.Train);
        var mixed = new AugmentedBatches(Batches.InOrder(moons, 50), Augmentation.Parse("mixup"), 1);
        mixed.StartEpoch(0);
        Batch(mixed, 0).T.ShouldAllBe(v => v >= 0 && v <= 1);
        Should.Throw<ArgumentException>(() => new AugmentedBatches(Batches.InOrder(moons, 50), Augmentation.Parse("rotate"), 1));
        Should.Throw<ArgumentException>(() => new AugmentedBatches(Batches.InOrder(moons, 50), Augmentation.Parse("noise"), 1,
            threads: -1));
    }

    [Fact]
    public void BalancedBatchesBringRareClassesAsOften()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i < 90 ? 0 : i < 97 ? 1 : 2)];
        var data = new Dataset("rare", new TableFeatures(new NumberColumn("x", x)), new ClassTargets(labels, ["a", "b", "c"]));
        var split = data.Split(validation: 0, test: 0);
        var examples = Preprocessing.Fit(split.Train).Apply(split.Train);
        var batches = Batches.Balanced(examples, 10, 3);
        int[] Rows(int epoch)
        {
            batches.StartEpoch(epoch);
            return [.. Enumerable.Range(0, batches.Count).SelectMany(b => batches.Rows(b).ToArray())];
        }
        int[] rows = Rows(0);
        rows.Length.ShouldBe(100);
        rows.CountBy(r => labels[r]).Select(c => c.Value).Order().ShouldBe([33, 33, 34]);
        // The rare ones all come before any comes again too often.
        rows.Where(r => labels[r] == 2).CountBy(r => r).ShouldAllBe(c => c.Value >= 11 && c.Value <= 12);
        Rows(1).ShouldNotBe(rows);
        Rows(0).ShouldBe(rows);
        Should.Throw<ArgumentException>(() => Batches.Balanced(Regression(), 10)).Message.ShouldContain("classes");
    }

    private static Examples Regression()
    {
        var split = Datasets.Load("sine").Split();
        return Preprocessing.Fit(split.Train).Apply(split.Train);
    }
}
