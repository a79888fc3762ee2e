using Cajal.Data;

namespace Cajal.Tests.Data;

public class SequenceGeneratorTests
{
    private static SequenceFeatures Sequences(Dataset data) => (SequenceFeatures)data.Features;

    [Fact]
    public void ParityCountsTheOnes()
    {
        var data = Datasets.Load("parity", new DatasetOptions { Count = 300 });
        data.ExampleShape.ToArray().ShouldBe([20, 1]);
        int[] labels = GeneratorTests.Labels(data);
        for (int i = 0; i < data.Count; i++)
        {
            float[] bits = Sequences(data).Sequence(i).ToArray();
            bits.ShouldAllBe(bit => bit == 0 || bit == 1);
            labels[i].ShouldBe((int)bits.Sum() % 2);
        }
        labels.Sum().ShouldBeInRange(110, 190);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(7)]
    [InlineData(2)]
    public void AddingMarksOneNumberInEachHalf(int steps)
    {
        var data = Datasets.Load("adding", new DatasetOptions { Count = 500, Length = steps });
        data.ExampleShape.ToArray().ShouldBe([steps, 2]);
        double[] sums = GeneratorTests.Numbers(data);
        for (int i = 0; i < data.Count; i++)
        {
            var sequence = Sequences(data).Sequence(i).ToArray();
            int[] marked = [.. Enumerable.Range(0, steps).Where(t => sequence[2 * t + 1] == 1)];
            marked.Length.ShouldBe(2);
            marked[0].ShouldBeLessThan(steps / 2);
            marked[1].ShouldBeGreaterThanOrEqualTo(steps / 2);
            sums[i].ShouldBe(sequence[2 * marked[0]] + sequence[2 * marked[1]], 1e-6);
        }
        // Always answering 1 has the mean squared error 2 · 1/12.
        sums.Average(s => (s - 1) * (s - 1)).ShouldBe(1 / 6.0, 0.03);
    }

    [Fact]
    public void RecallShowsItsSymbolFirstAndTheQuestionLast()
    {
        var data = Datasets.Load("recall", new DatasetOptions { Count = 200, Length = 5 });
        data.ExampleShape.ToArray().ShouldBe([5, 11]);
        int[] labels = GeneratorTests.Labels(data);
        for (int i = 0; i < data.Count; i++)
        {
            float[] marks = Sequences(data).Sequence(i).ToArray();
            int[] places = [.. marks.Chunk(11).Select(step => Array.IndexOf(step, 1f))];
            marks.Sum().ShouldBe(5);
            places[0].ShouldBe(labels[i]);
            places[1..4].ShouldAllBe(place => place == 8 || place == 9);
            places[4].ShouldBe(10);
        }
        labels.Distinct().Count().ShouldBe(8);
    }

    [Theory]
    [InlineData("parity")]
    [InlineData("adding")]
    [InlineData("recall")]
    public void ASequenceDoesNotDependOnHowManyAreMade(string name)
    {
        var few = Sequences(Datasets.Load(name, new DatasetOptions { Count = 10 }));
        var many = Sequences(Datasets.Load(name, new DatasetOptions { Count = 50 }));
        many.Values[..few.Values.Length].SequenceEqual(few.Values).ShouldBeTrue();
    }

    [Fact]
    public void LengthsAreCheckedAndRefusedWhereThereAreNoSequences()
    {
        Should.Throw<ArgumentException>(() => Datasets.Load("adding", new DatasetOptions { Length = 1 })).Message.ShouldContain("received "
            + "1");
        Should.Throw<ArgumentException>(() => Datasets.Load("parity", new DatasetOptions { Length = 100_000 }))
            .Message.ShouldContain("10000");
        Should.Throw<ArgumentException>(() => Datasets.Load("recall", new DatasetOptions { Length = 10_000, Count = 1_000_000 }))
            .Message.ShouldContain("memory");
        Should.Throw<ArgumentException>(() => Datasets.Load("moons", new DatasetOptions { Length = 5 })).Message.ShouldContain("length");
    }

    [Fact]
    public void MarksAreNotScaledMeasurementsAre()
    {
        var split = Datasets.Load("parity", new DatasetOptions { Count = 40, Length = 4 }).Split();
        var ready = Preprocessing.Fit(split.Train);
        var x = new float[4];
        ready.Apply(split.Train).CopyInputs(0, x);
        x.ShouldAllBe(bit => bit == 0 || bit == 1);

        // Two sequences of two numbers a step; the second is one step long, and what lies behind it counts nowhere.
        var features = new SequenceFeatures([1, 5, 3, 5, 5, 5, 0, 0], 2, 2, [2, 1]);
        var scaling = (SequenceScaling)features.Fit([0, 1]);
        scaling.Means.ShouldBe([3, 5]);
        scaling.Deviations[0].ShouldBe(Math.Sqrt(8 / 3.0), 1e-12);
        scaling.Deviations[1].ShouldBe(0);
        scaling.Apply(features, [1], []).CopyTo(0, x);
        x.ShouldBe([(float)(2 / Math.Sqrt(8 / 3.0)), 0, 0, 0]);
        scaling.Describe().Count.ShouldBe(2);
    }

    [Fact]
    public void ImpossibleSequencesAreRefused()
    {
        Should.Throw<ArgumentException>(() => new SequenceFeatures([1, 2, 3], 2, 1)).Message.ShouldContain("3 values");
        Should.Throw<ArgumentException>(() => new SequenceFeatures([1, 2], 2, 1, [3])).Message.ShouldContain("length 3");
        Should.Throw<ArgumentException>(() => new SequenceFeatures([1, 2], 2, 1, [1, 1])).Message.ShouldContain("2 lengths");
        Should.Throw<DatasetException>(() => new SequenceFeatures([1, float.NaN], 2, 1)).Message.ShouldContain("NaN");
    }
}
