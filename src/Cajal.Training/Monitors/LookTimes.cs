namespace Cajal.Training;

/// <summary>When monitors look, by the number of the step, so that the same run is looked at in the same places: before steps 0, 1, 2, 4, … 128, where most
/// happens; then before every 256th; from step 32,768 on 128 times while the number doubles.</summary>
internal static class LookTimes
{
    private const long Spacing = 256, LooksPerDoubling = 128;

    public static bool IsDue(long step)
    {
        if (step < Spacing) return (step & (step - 1)) == 0;
        long spacing = Math.Max(Spacing, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)step + 1) / 2 / LooksPerDoubling);
        return step % spacing == 0;
    }
}
