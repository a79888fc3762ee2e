namespace Cajal.Training;

/// <summary>When monitors look, by the number of the step, so that the same run is looked at in the same places: before steps 0, 1, 2, 4, … 64, where most
/// happens; then before every 128th; from step 16,384 on 128 times while the number doubles.</summary>
internal static class LookTimes
{
    private const long Spacing = 128;

    public static bool IsDue(long step)
    {
        if (step < Spacing) return (step & (step - 1)) == 0;
        long spacing = Math.Max(Spacing, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)step + 1) / 2 / Spacing);
        return step % spacing == 0;
    }
}
