using System.Text;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>The smoothed loss of a range test over the learning rate, a decade as wide as any other, for a terminal.</summary>
internal static class RateCurveDrawing
{
    private const int Columns = 56, Rows = 8;
    private const char Chosen = '◆';

    public static string Draw(RateCurve curve)
    {
        var points = curve.Points;
        double first = Math.Log10(points[0].Rate), last = Math.Log10(points[^1].Rate);
        double low = points.Min(p => p.Smooth), start = points[0].Smooth;
        // What breaks out at the end would press all else flat.
        double high = Math.Min(points.Max(p => p.Smooth), low + 1.5 * Math.Max(start - low, 1e-12));
        var canvas = new BrailleCanvas(Columns, Rows);
        int X(double rate) => (int)Math.Round((Math.Log10(rate) - first) / (last - first) * (canvas.Width - 1));
        int Y(double loss) => high > low ? (int)Math.Round((Math.Min(loss, high) - low) / (high - low) * (canvas.Height - 1)) : 0;
        for (int i = 1; i < points.Count; i++)
            canvas.Line((X(points[i - 1].Rate), Y(points[i - 1].Smooth)), (X(points[i].Rate), Y(points[i].Smooth)));
        if (curve.Suggestion is { } rate)
        {
            var nearest = points.MinBy(p => Math.Abs(Math.Log(p.Rate / rate)));
            canvas.Mark((X(nearest.Rate), Y(nearest.Smooth)), Chosen);
        }
        string top = Numbers.Loss(high), bottom = Numbers.Loss(low);
        int margin = Math.Max(top.Length, bottom.Length);
        var text = new StringBuilder().Append($"smoothed loss over the learning rate{(curve.Suggestion is null ? "" : $"  {Chosen} "
            + $"suggested")}\n");
        for (int row = 0; row < Rows; row++)
            text.Append((row == 0 ? top : row == Rows - 1 ? bottom : "").PadLeft(margin)).Append($" ┤{canvas.Row(row)}\n");
        return text.Append(' ', margin + 1).Append('└').Append('─', Columns).Append('\n').Append(Scale(first, last,
            margin)).Append('\n').ToString();
    }

    // A word at every decade.
    private static string Scale(double first, double last, int margin)
    {
        var line = new StringBuilder(new string(' ', margin + 2 + Columns + 6));
        for (int decade = (int)Math.Ceiling(first - 1e-9); decade <= last + 1e-9; decade++)
        {
            string word = decade is >= -3 and <= 3 ? Numbers.Plain(Math.Pow(10, decade)) : $"1e{decade}";
            int at = margin + 2 + (int)Math.Round((decade - first) / (last - first) * (Columns - 1));
            for (int i = 0; i < word.Length && at + i < line.Length; i++) line[at + i] = word[i];
        }
        return line.ToString().TrimEnd();
    }
}
