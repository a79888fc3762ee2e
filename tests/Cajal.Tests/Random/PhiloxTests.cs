namespace Cajal.Tests.RandomNumbers; // a namespace called Random would hide System.Random from all other tests

public class PhiloxTests
{
    /// <summary>The known answers published with the authors' library (Random123, kat_vectors, philox4x32 with 10 rounds).</summary>
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x0000000000000000ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xfffffffffffffffful, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0x299f31d0a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void KnownAnswers(uint c0, uint c1, uint c2, uint c3, ulong key, uint x0, uint x1, uint x2, uint x3) =>
        Philox.Block(key, c0, c1, c2, c3).ShouldBe((x0, x1, x2, x3));

    [Theory]
    [InlineData(0ul, 0ul, 0u)]
    [InlineData(0x299f31d0a4093822ul, 0xFFFFFFFCul, 3u)] // the counter carries into its second word within the eight
    [InlineData(ulong.MaxValue, ulong.MaxValue - 2, 5u)] // and wraps around at its end
    public void EightBlocksAreEightTimesOneBlock(ulong key, ulong block, uint stream)
    {
        var (low, high) = Philox.Eight(key, block, stream);
        for (int i = 0; i < 8; i++)
        {
            ulong counter = unchecked(block + (ulong)i);
            var (x0, x1, x2, x3) = Philox.Block(key, (uint)counter, (uint)(counter >> 32), 0, stream);
            low[i].ShouldBe(x0 | (ulong)x1 << 32);
            high[i].ShouldBe(x2 | (ulong)x3 << 32);
        }
    }
}
