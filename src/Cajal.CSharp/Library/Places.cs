namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>Where the numbers of a view lie: sizes and steps of its axes, row by row.</summary>
    private static int[] Places(int[] sizes, int[] steps, int start)
    {
        int count = 1;
        foreach (int size in sizes) count *= size;
        var places = new int[count];
        var at = new int[sizes.Length];
        for (int i = 0, place = start; i < count; i++)
        {
            places[i] = place;
            for (int axis = sizes.Length - 1; axis >= 0; axis--)
            {
                place += steps[axis];
                if (++at[axis] < sizes[axis]) break;
                place -= steps[axis] * sizes[axis];
                at[axis] = 0;
            }
        }
        return places;
    }
}
