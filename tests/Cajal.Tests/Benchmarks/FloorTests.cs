using System.Runtime.Intrinsics.X86;
using Cajal.Benchmarks.Floor;

namespace Cajal.Tests.Benchmarks;

public class FloorTests
{
    [SkippableTheory]
    [InlineData(64, 1)]
    [InlineData(64, 2)]
    [InlineData(32, 1)]
    public void The_hand_fused_step_computes_what_Cajal_computes(int batch, int threads)
    {
        Skip.IfNot(Avx512F.IsSupported, "the floor is written for registers of 512 bits");
        var (floor, cajal) = FloorCheck.Losses(batch, threads, FloorVerb.CheckedSteps);
        for (int i = 0; i < cajal.Length; i++) floor[i].ShouldBe(cajal[i], FloorVerb.Tolerance, $"step {i}");
        floor[^1].ShouldBeLessThan(floor[0] / 2, "it learns its few batches by heart, or the comparison says little");
    }

    [SkippableFact]
    public void A_batch_that_does_not_come_in_blocks_of_16_is_refused()
    {
        Skip.IfNot(Avx512F.IsSupported, "the floor is written for registers of 512 bits");
        Should.Throw<ArgumentException>(() => new FloorMlp(40)).Message.ShouldContain("received a batch of 40");
    }
}
