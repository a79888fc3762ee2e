using Cajal.Data;

namespace Cajal.Tests.Data;

public class PaddedBatchesTests
{
    // Sequence i has (i mod 9) + 1 steps of two numbers, i and its step.
    private static SequenceFeatures Sequences(int count = 40)
    {
        var values = new float[count * 9 * 2];
        int[] lengths = [.. Enumerable.Range(0, count).Select(i => i % 9 + 1)];
        for (int i = 0; i < count; i++)
            for (int t = 0; t < lengths[i]; t++) (values[(i * 9 + t) * 2], values[(i * 9 + t) * 2 + 1]) = (i + 1, t);
        return new SequenceFeatures(values, 9, 2, lengths);
    }

    [Fact]
    public void EverySequenceComesOnceFilledUpToOneOfFewLengths()
    {
        var batches = new PaddedBatches(Sequences(), 6, lengths: 3, shuffleSeed: 1);
        batches.Lengths.Count.ShouldBe(3);
        batches.Lengths[^1].ShouldBe(9);
        var seen = new List<int>();
        for (int b = 0; b < batches.Count; b++)
        {
            var (x, lengths, mask) = batches[b];
            batches.Lengths.ShouldContain(x.Shape[1]);
            int steps = x.Shape[1];
            float[] values = x.ToArray<float>(), present = mask.ToArray<float>();
            int[] rows = batches.Rows(b).ToArray(), long_ = lengths.ToArray<int>();
            rows.Length.ShouldBeLessThanOrEqualTo(6);
            for (int i = 0; i < rows.Length; i++)
            {
                long_[i].ShouldBe(rows[i] % 9 + 1);
                for (int t = 0; t < steps; t++)
                {
                    present[i * steps + t].ShouldBe(t < long_[i] ? 1 : 0);
                    values[(i * steps + t) * 2].ShouldBe(t < long_[i] ? rows[i] + 1 : 0);
                }
            }
            seen.AddRange(rows);
        }
        seen.Order().ShouldBe(Enumerable.Range(0, 40));
    }

    [Fact]
    public void OrdersBelongToTheirEpoch()
    {
        var batches = new PaddedBatches(Sequences(), 6, shuffleSeed: 1);
        int[] Order(int epoch)
        {
            batches.StartEpoch(epoch);
            return [.. Enumerable.Range(0, batches.Count).SelectMany(b => batches.Rows(b).ToArray())];
        }
        int[] first = Order(0);
        Order(1).ShouldNotBe(first);
        Order(0).ShouldBe(first);
        new PaddedBatches(Sequences(), 6).Rows(0).ToArray().ShouldBe([0, 1, 9, 10, 18, 19]);
    }

    [Fact]
    public void OneLengthAndOneSequenceAreFineNothingIsNot()
    {
        var same = new PaddedBatches(new SequenceFeatures(new float[12], 3, 2), 5);
        same.Lengths.ShouldBe([3]);
        same[0].X.Shape.ToArray().ShouldBe([2, 3, 2]);
        new PaddedBatches(new SequenceFeatures(new float[2], 1, 2), 5)[0].Mask.Item().ShouldBe(1);
        Should.Throw<ArgumentException>(() => new PaddedBatches(Sequences(), 0));
        Should.Throw<ArgumentException>(() => new PaddedBatches(Sequences(), 1, 0));
        Should.Throw<ArgumentException>(() => new PaddedBatches(new SequenceFeatures([], 3, 2), 5)).Message.ShouldContain("no sequences");
        Should.Throw<ArgumentOutOfRangeException>(() => same[1]);
    }
}
