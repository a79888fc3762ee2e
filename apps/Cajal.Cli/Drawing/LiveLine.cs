namespace Cajal.Cli;

/// <summary>One line that is written over while somebody watches.</summary>
/// <remarks>It goes back to the start of its line and writes blanks over what was there, which every terminal understands.</remarks>
internal sealed class LiveLine(TextWriter error, int width)
{
    private const int BarWidth = 20;

    private int shown;

    /// <summary>A bar that is full at 1.</summary>
    public static string Bar(double done)
    {
        int full = (int)Math.Round(Math.Clamp(done, 0, 1) * BarWidth);
        return new string('━', full) + new string('─', BarWidth - full);
    }

    /// <summary>Puts a text in place of the one that stands there; an empty one takes the line away.</summary>
    public void Show(string line)
    {
        // A full last column would start a new line.
        if (line.Length > width - 1) line = line[..(width - 1)];
        error.Write('\r' + line.PadRight(shown) + (line.Length == 0 ? "\r" : ""));
        error.Flush();
        shown = line.Length;
    }
}
