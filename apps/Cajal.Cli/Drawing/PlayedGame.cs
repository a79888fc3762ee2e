namespace Cajal.Cli;

/// <summary>A game as it was played: its pictures side by side.</summary>
internal static class PlayedGame
{
    private const int Width = 80, Gap = 3;

    public static void Write(TextWriter output, IReadOnlyList<string> pictures)
    {
        string[][] frames = [.. pictures.Select(p => p.Split('\n'))];
        int side = frames.Max(f => f.Max(l => l.Length)) + Gap;
        foreach (var together in frames.Chunk(Math.Max(1, Width / side)))
        {
            for (int line = 0; line < together.Max(f => f.Length); line++)
                output.WriteLine(string.Concat(together.Select(f => (line < f.Length ? f[line] : "").PadRight(side))).TrimEnd());
            output.WriteLine();
        }
    }
}
