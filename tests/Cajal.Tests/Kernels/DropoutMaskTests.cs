namespace Cajal.Tests.Kernels;

/// <summary>Masks meet uniform numbers compared one by one.</summary>
public class DropoutMaskTests
{
    private const ulong Key = 0x123456789ABCDEF0;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 31)]
    [InlineData(5, 100)]
    [InlineData(1_000_003, 4096)]
    [InlineData(4095, 20_000)]
    [InlineData(0, 100_000)]
    public void A_mask_is_a_comparison_of_uniform_numbers(ulong counter, int count)
    {
        foreach (double keep in new[] { 1, 0.9, 0.5, 1e-3 })
        {
            float[] u = new float[count], mask = new float[count];
            Draws.Fill(Key, counter, u.AsSpan(), new UniformSingleDraw(0, 1));
            DropoutMask.Fill(Key, counter, keep, mask.AsSpan());
            mask.AsSpan().SequenceEqual([.. u.Select(v => v < (float)keep ? (float)(1 / keep) : 0)]).ShouldBeTrue();
            double[] wide = new double[count], wideMask = new double[count];
            Draws.Fill(Key, counter, wide.AsSpan(), new UniformDoubleDraw(0, 1));
            DropoutMask.Fill(Key, counter, keep, wideMask.AsSpan());
            wideMask.AsSpan().SequenceEqual([.. wide.Select(v => v < keep ? 1 / keep : 0)]).ShouldBeTrue();
        }
    }
}
