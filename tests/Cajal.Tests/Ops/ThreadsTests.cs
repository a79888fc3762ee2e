using Cajal.Tests.Contracts;

namespace Cajal.Tests.Ops;

/// <summary>Work long enough for several threads gives the same bits on one.</summary>
[Collection("alone")]
public class ThreadsTests
{
    [Fact]
    public void Broadcasting_and_products_of_a_batch_have_the_same_bits_on_any_number_of_threads()
    {
        var rng = new Rng(8);
        Tensor rows = Tensor.Normal([500, 301], rng), row = Tensor.Normal([301], rng), column = Tensor.Normal([500, 1], rng);
        Tensor whole = Tensor.RandomIntegers([500, 301], rng, -9, 9), longRow = Tensor.Normal([3, 40_001], rng), few = Tensor.Normal([3, 1], rng);
        Tensor left = Tensor.Normal([60, 1, 9, 7], rng), right = Tensor.Normal([3, 7, 5], rng);
        foreach (var call in new Func<Tensor>[]
        {
            () => rows + row, () => column * rows, () => rows.T - column.T, () => rows > row, () => whole * whole, () => longRow + few, () => longRow > few,
            () => left.MatMul(right), () => rows.Max(1), () => rows.ArgMax(0), () => whole.Min(1),
        })
        {
            int count = CpuThreads.Count;
            try
            {
                CpuThreads.Count = 1;
                var alone = call();
                CpuThreads.Count = 4;
                for (int i = 0; i < 5; i++) Closeness.ShouldHaveTheSameBits(call(), alone);
            }
            finally
            {
                CpuThreads.Count = count;
            }
        }
    }
}
