using Cajal.Training;

namespace Cajal.Tests.Training.Batching;

public class TokenBatchesTests
{
    private static readonly int[] Row = [.. Enumerable.Range(100, 50)];

    private static (long[] X, long[] Y) Batch(TokenBatches batches, int batch)
    {
        int count = batches.SizeOf(batch), context = batches.Input.Shape[0];
        State x = new(Tensor.Zeros([count, context], DType.Int64), persistent: false), y = new(Tensor.Zeros([count, context],
            DType.Int64), persistent: false);
        batches.Fill(batch, 0, x, y);
        return (x.ToArray<long>(), y.ToArray<long>());
    }

    [Fact]
    public void TargetsAreTheNextTokens()
    {
        var plain = new TokenBatches(Row, 7, 3);
        plain.ExampleCount.ShouldBe(7);
        var (x, y) = Batch(plain, 0);
        x.ShouldBe(Enumerable.Range(100, 21).Select(i => (long)i));
        y.ShouldBe(x.Select(i => i + 1));
        Batch(plain, 2).Y[^1].ShouldBe(149);
    }

    [Fact]
    public void EpochsAreShuffledAndShiftedBySeed()
    {
        var batches = new TokenBatches(Row, 7, 3, shuffleSeed: 1);
        long[] Epoch(int epoch)
        {
            batches.StartEpoch(epoch);
            return [.. Enumerable.Range(0, batches.Count).SelectMany(b => Batch(batches, b).X)];
        }
        long[] first = Epoch(0);
        Epoch(1).ShouldNotBe(first);
        Epoch(0).ShouldBe(first);
        first.Distinct().Count().ShouldBe(first.Length, "windows lie side by side");
        Enumerable.Range(0, 30).Select(e => Epoch(e).Min()).Distinct().Count().ShouldBeGreaterThan(3);
        Enumerable.Range(0, 100).Max(e => Epoch(e).Max()).ShouldBeLessThan(149);
    }

    [Fact]
    public void OneWindowIsEnoughAndLessIsNot()
    {
        new TokenBatches(Row[..8], 7, 3, 1).ExampleCount.ShouldBe(1);
        Should.Throw<ArgumentException>(() => new TokenBatches(Row[..7], 7, 3)).Message.ShouldContain("7 tokens");
        Should.Throw<ArgumentException>(() => new TokenBatches(Row, 0, 3));
        Should.Throw<ArgumentException>(() => new TokenBatches(Row, 7, 0));
    }
}
