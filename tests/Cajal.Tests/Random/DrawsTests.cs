namespace Cajal.Tests.RandomNumbers; // a namespace called Random would hide System.Random from all other tests

public class DrawsTests
{
    private const ulong Key = 0x123456789ABCDEF0;

    public static TheoryData<ulong, int> Places => new()
    {
        { 0, 1 }, { 0, 31 }, { 0, 32 }, { 5, 100 }, { 31, 2 }, { 33, 64 }, { 1_000_003, 77 }, { ulong.MaxValue - 40, 30 },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void ANumberDependsOnItsPositionOnly(ulong start, int count)
    {
        Check<ulong, WordDraw>(default, start, count);
        Check<float, UniformSingleDraw>(new(-2, 3), start, count);
        Check<double, UniformDoubleDraw>(new(-2, 3), start, count);
        Check<float, NormalSingleDraw>(new(1, 2), start, count);
        Check<double, NormalDoubleDraw>(new(1, 2), start, count);

        static void Check<T, TDraw>(TDraw draw, ulong start, int count) where T : unmanaged where TDraw : struct, IDraw<T>
        {
            var whole = new T[count];
            Draws.Fill<T, TDraw>(Key, start, whole, draw);
            var alone = new T[count];
            for (int i = 0; i < count; i++) Draws.Fill<T, TDraw>(Key, start + (ulong)i, alone.AsSpan(i, 1), draw);
            alone.ShouldBe(whole);
        }
    }

    /// <summary>The layout written out with single blocks: what another device has to repeat.</summary>
    [Fact]
    public void TheLayoutIsTheDocumentedOne()
    {
        var words = new ulong[48];
        Draws.Fill<ulong, WordDraw>(Key, 0, words, default);
        var uniform = new float[96];
        Draws.Fill<float, UniformSingleDraw>(Key, 0, uniform, new(0, 1));
        for (int i = 0; i < words.Length; i++)
        {
            var (x0, x1, x2, x3) = Philox.Block(Key, (uint)(i / 16 * 8 + i % 8), 0, 0, Draws.WordStream);
            words[i].ShouldBe(i / 8 % 2 == 0 ? x0 | (ulong)x1 << 32 : x2 | (ulong)x3 << 32);
        }
        for (int i = 0; i < uniform.Length; i++)
        {
            var (x0, x1, x2, x3) = Philox.Block(Key, (uint)(i / 32 * 8 + i % 16 / 2), 0, 0, Draws.SingleStream);
            uint bits = (i / 16 % 2, i % 2) switch { (0, 0) => x0, (0, 1) => x1, (1, 0) => x2, _ => x3 };
            uniform[i].ShouldBe((bits >> 8) / 16777216f);
        }
    }

    [Fact]
    public void KindsOfDrawsShareNoBits()
    {
        uint[] streams = [WordDraw.Stream, UniformSingleDraw.Stream, NormalDoubleDraw.Stream, NormalSingleDraw.Stream, Draws.ForkStream, Draws.ChildStream];
        streams.Distinct().Count().ShouldBe(streams.Length);
    }

    [Fact]
    public void NormalNumbersAreBoxAndMullersOfTheirBits()
    {
        var z = new double[16];
        Draws.Fill<double, NormalDoubleDraw>(Key, 0, z, new(0, 1));
        for (int i = 0; i < 8; i++)
        {
            var (x0, x1, x2, x3) = Philox.Block(Key, (uint)i, 0, 0, Draws.NormalStream);
            double u1 = (((x0 | (ulong)x1 << 32) >> 11) + 1.0) / (1L << 53), u2 = ((x2 | (ulong)x3 << 32) >> 11) / (double)(1L << 53);
            double radius = Math.Sqrt(-2 * Math.Log(u1));
            z[i].ShouldBe(radius * Math.Cos(Math.Tau * u2), 1e-13);
            z[i + 8].ShouldBe(radius * Math.Sin(Math.Tau * u2), 1e-13);
        }
    }
}
