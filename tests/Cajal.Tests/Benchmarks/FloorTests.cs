using Cajal.Benchmarks.Floor;

namespace Cajal.Tests.Benchmarks;

public class FloorTests
{
    [SkippableTheory]
    [InlineData(64, 1, 512)]
    [InlineData(64, 2, 512)]
    [InlineData(32, 1, 512)]
    [InlineData(64, 1, 256)]
    [InlineData(64, 2, 256)]
    [InlineData(32, 1, 256)]
    public void The_hand_fused_step_computes_what_Cajal_computes(int batch, int threads, int bits)
    {
        Skip.IfNot(FloorWidths.Here.Contains(bits), $"this processor lacks registers of {bits} bits");
        var (floor, cajal) = FloorCheck.Losses(batch, threads, FloorVerb.CheckedSteps, bits);
        for (int i = 0; i < cajal.Length; i++) floor[i].ShouldBe(cajal[i], FloorVerb.Tolerance, $"step {i}");
        floor[^1].ShouldBeLessThan(floor[0] / 2, "it learns its few batches by heart, or the comparison says little");
    }

    [SkippableFact]
    public void A_batch_that_does_not_come_in_blocks_of_16_is_refused()
    {
        Skip.If(FloorWidths.Here.Count == 0, "the floor is not written for this processor");
        Should.Throw<ArgumentException>(() => FloorWidths.Network(40)).Message.ShouldContain("received a batch of 40");
    }

    [Fact]
    public void A_width_that_the_processor_lacks_is_refused() =>
        Should.Throw<PlatformNotSupportedException>(() => FloorWidths.Network(64, bits: 384)).Message.ShouldContain("384 bits");
}
