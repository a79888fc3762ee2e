using System.Buffers.Text;
using System.IO.Compression;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class WeightsTextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1000)]
    public void Weights_come_back_to_the_last_bit(int count)
    {
        float[] weights = Some(count);
        if (count > 3) (weights[0], weights[1], weights[2]) = (float.MaxValue, -float.Epsilon, -0f);
        string text = WeightsText.Write(weights);
        WeightsText.Read(text, count).Select(BitConverter.SingleToInt32Bits).ShouldBe(weights.Select(BitConverter.SingleToInt32Bits));
        Uri.EscapeDataString(text).Replace("%2C", ",", StringComparison.Ordinal).ShouldBe(text);
        if (count == 1000) text.Length.ShouldBeLessThan(5500);
    }

    [Fact]
    public void Short_ones_can_be_read() => WeightsText.Write([0.2f, 0.4f, -1]).ShouldBe("0.2,0.4,-1");

    [Theory]
    [InlineData("1,2", "3 weights and biases; the link brings 2")]
    [InlineData("1,2,x", "received 'x'")]
    [InlineData("1,2,1e39", "received '1e39'")]
    [InlineData("~", "brings 0")]
    [InlineData("~!!", "cannot be unpacked")]
    [InlineData("~AAAA", "brings 0")]
    [InlineData("~_____", "cannot be unpacked")]
    public void What_is_no_weights_is_refused(string text, string said) => Should.Throw<ArgumentException>(() => WeightsText.Read(text, 3)).Message.ShouldContain(said);

    [Fact]
    public void A_letter_that_unpacks_to_gigabytes_is_read_to_one_weight_more()
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize)) for (int i = 0; i < 64; i++) deflate.Write(new byte[1 << 20]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<ArgumentException>(() => WeightsText.Read("~" + Base64Url.EncodeToString(packed.ToArray()), 3)).Message.ShouldContain("brings 4");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public void No_number_is_lost_in_silence()
    {
        Should.Throw<ArgumentException>(() => WeightsText.Read(WeightsText.Write([.. Enumerable.Repeat(float.NaN, 40)]), 40)).Message.ShouldContain("finite");
        StateText.Read(StateText.Write(new PlaygroundState(), Some(35_000)), out _).Weights.ShouldStartWith("~");
        Should.Throw<ArgumentException>(() => StateText.Write(new PlaygroundState(), Some(60_000))).Message.ShouldContain("safetensors");
    }

    private static float[] Some(int count)
    {
        float[] weights = new float[count];
        new Rng(3).FillNormal(weights);
        return weights;
    }
}
