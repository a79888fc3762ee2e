namespace Cajal.Insight;

/// <summary>Marching squares: closed courses, in places of the grid, around all that is at least as high as a level. Outside of the grid nothing is, so courses close along its
/// edge; a place that is no number is nowhere inside.</summary>
internal static class Isolines
{
    public static List<List<(double X, double Y)>> Rings(double[] heights, int columns, int rows, double level)
    {
        // From the side of a cell where a course comes in to the one where it leaves; the neighbour continues it.
        var next = new Dictionary<int, int>();
        var starts = new List<int>();
        int wide = columns + 2;
        Span<bool> inside = stackalloc bool[4];
        Span<int> sides = stackalloc int[4];
        for (int j = -1; j < rows; j++)
            for (int i = -1; i < columns; i++)
            {
                (inside[0], inside[1], inside[2], inside[3]) = (IsIn(i, j), IsIn(i + 1, j), IsIn(i + 1, j + 1), IsIn(i, j + 1));
                if (inside[0] == inside[1] && inside[1] == inside[2] && inside[2] == inside[3]) continue;
                (sides[0], sides[1], sides[2], sides[3]) = (Side(i, j, false), Side(i + 1, j, true), Side(i, j + 1, false), Side(i, j, true));
                for (int k = 0; k < 4; k++)
                {
                    if (inside[k] || !inside[(k + 1) % 4]) continue;
                    int leave = (k + 1) % 4;
                    while (inside[(leave + 1) % 4]) leave = (leave + 1) % 4;
                    next[sides[k]] = sides[leave];
                    starts.Add(sides[k]);
                }
            }
        var rings = new List<List<(double, double)>>();
        foreach (int start in starts)
        {
            var ring = new List<(double, double)>();
            for (int at = start; next.Remove(at, out int to); at = to) ring.Add(Place(at));
            if (ring.Count > 2) rings.Add(ring);
        }
        return rings;

        bool IsIn(int i, int j) => i >= 0 && j >= 0 && i < columns && j < rows && heights[j * columns + i] is var h && double.IsFinite(h) && h >= level;

        // The side from (i, j) to the right, or downwards.
        int Side(int i, int j, bool down) => 2 * ((j + 1) * wide + i + 1) + (down ? 1 : 0);

        (double, double) Place(int side)
        {
            int i = side / 2 % wide - 1, j = side / 2 / wide - 1, toI = side % 2 == 0 ? i + 1 : i, toJ = side % 2 == 0 ? j : j + 1;
            double a = Height(i, j), b = Height(toI, toJ);
            double share = double.IsFinite(a) && double.IsFinite(b) && double.IsFinite(level) ? Math.Clamp((level - a) / (b - a), 0, 1) : double.IsFinite(a) ? 0 : 1;
            return (Math.Clamp(i + share * (toI - i), 0, columns - 1), Math.Clamp(j + share * (toJ - j), 0, rows - 1));
        }

        double Height(int i, int j) => i >= 0 && j >= 0 && i < columns && j < rows ? heights[j * columns + i] : double.NaN;
    }
}
