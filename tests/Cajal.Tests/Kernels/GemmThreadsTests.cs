namespace Cajal.Tests.Kernels;

[Collection(nameof(ThreadCount))]
public unsafe class GemmThreadsTests : IDisposable
{
    private readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    /// <summary>Read where they lie, B packed, both packed, one row, one column, more depth than one part.</summary>
    [Theory]
    [InlineData(64, 128, 784, false)]
    [InlineData(64, 128, 784, true)]
    [InlineData(530, 520, 540, false)]
    [InlineData(1, 1000, 1000, true)]
    [InlineData(2000, 1, 300, false)]
    [InlineData(150, 200, 2500, true)]
    public void AnyNumberOfThreadsGivesTheSameBits(int m, int n, int k, bool transposed)
    {
        var rng = new Rng((ulong)k);
        using var a = new Matrix<float>(m, k, Order.Rows, rng);
        using var b = new Matrix<float>(k, n, transposed ? Order.Columns : Order.Rows, rng);
        float[]? first = null;
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            Workers.Count = threads;
            for (int again = 0; again < 3; again++)
            {
                using var c = new Matrix<float>(m, n, Order.Rows, new Rng(1));
                Gemm.Multiply(m, n, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, c.At, c.Row, accumulate: true);
                first ??= c.Values();
                c.Values().AsSpan().SequenceEqual(first).ShouldBeTrue($"{threads} threads");
            }
        }
        using var old = new Matrix<float>(m, n, Order.Rows, new Rng(1));
        for (int sample = 0; sample < 500; sample++)
        {
            int i = rng.NextInt(m), j = rng.NextInt(n);
            first![i * n + j].ShouldBe(GemmReference.AsChosen(m, n, i, j, k, a.At, a.Row, a.Column, b.At, b.Row, b.Column, old[i, j], accumulate: true));
        }
    }

    [Fact]
    public void SeveralCallersEachGetTheirOwnProduct()
    {
        Workers.Count = 3;
        int wrong = 0;
        var callers = Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            var rng = new Rng((ulong)number);
            using var a = new Matrix<float>(90, 700, Order.Rows, rng);
            using var b = new Matrix<float>(700, 100, Order.Columns, rng);
            using var c = new Matrix<float>(90, 100, Order.Rows, rng);
            for (int call = 0; call < 40; call++)
            {
                c.Fill(0);
                Gemm.Multiply(90, 100, 700, a.At, a.Row, a.Column, b.At, b.Row, b.Column, c.At, c.Row, accumulate: false);
                for (int sample = 0; sample < 100; sample++)
                {
                    int i = rng.NextInt(90), j = rng.NextInt(100);
                    if (c[i, j] != GemmReference.Number(i, j, 700, a.At, a.Row, a.Column, b.At, b.Row, b.Column, 0, accumulate: false)) Interlocked.Increment(ref wrong);
                }
            }
        })).ToList();
        callers.ForEach(c => c.Start());
        callers.ForEach(c => c.Join());
        wrong.ShouldBe(0);
    }
}
