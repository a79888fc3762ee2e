using System.Text;

namespace Cajal.Cli;

/// <summary>The losses of all epochs as a small drawing for a terminal: a dotted line for training, circles for validation.</summary>
internal static class LossCurve
{
    private const int Columns = 56, Rows = 8, MostCircles = 14;
    private const char Circle = '∘';

    /// <summary>The drawing; empty for fewer than two epochs or for losses that are not finite.</summary>
    /// <param name="training">The line.</param>
    /// <param name="validation">The circles.</param>
    /// <param name="figure">What is drawn.</param>
    /// <param name="names">Of the line and of the circles.</param>
    /// <param name="first">Number of the first epoch.</param>
    public static string Draw(IReadOnlyList<double> training, IReadOnlyList<double?> validation, string figure = "loss",
        (string Line, string Circles)? names = null, int first = 1)
    {
        double[] all = [.. training, .. validation.OfType<double>()];
        if (training.Count < 2 || !all.All(double.IsFinite)) return "";
        double low = all.Min(), high = all.Max();
        // A loss that falls over more than an order of magnitude is a corner on a straight scale and a slope on a logarithmic one.
        bool logarithmic = low > 0 && high / low > 15;
        var canvas = new BrailleCanvas(Columns, Rows);
        int X(int epoch) => (int)Math.Round((double)epoch * (canvas.Width - 1) / (training.Count - 1));
        int Y(double loss)
        {
            double height = logarithmic ? Math.Log(loss / low) / Math.Log(high / low) : (loss - low) / (high - low);
            return high > low ? (int)Math.Round(height * (canvas.Height - 1)) : 0;
        }
        for (int i = 1; i < training.Count; i++) canvas.Line((X(i - 1), Y(training[i - 1])), (X(i), Y(training[i])));
        // Fewer circles than columns, so that the line beneath stays visible.
        int every = (validation.Count + MostCircles - 1) / MostCircles;
        for (int i = validation.Count - 1; i >= 0; i -= every)
            if (validation[i] is { } loss) canvas.Mark((X(i), Y(loss)), Circle);
        var (line, circles) = names ?? ("training", "validation");
        string title = $"{figure} ⠒ {line}" + (validation.Any(v => v is not null) ? $"  {Circle} {circles}" : "")
            + (logarithmic ? "  (logarithmic scale)" : "");
        return Frame(canvas, low, high, (first, first + training.Count - 1), title);
    }

    private static string Frame(BrailleCanvas canvas, double low, double high, (int First, int Last) epochs, string title)
    {
        string top = Numbers.Loss(high), bottom = Numbers.Loss(low);
        int margin = Math.Max(top.Length, bottom.Length);
        var text = new StringBuilder(title).Append('\n');
        for (int row = 0; row < Rows; row++)
            text.Append((row == 0 ? top : row == Rows - 1 ? bottom : "").PadLeft(margin)).Append($" ┤{canvas.Row(row)}\n");
        string last = Numbers.Whole(epochs.Last);
        return text.Append(' ', margin + 1).Append('└').Append('─', Columns).Append('\n')
            .Append(' ', margin + 2).Append($"{epochs.First}{"epoch".PadLeft(Columns / 2)}{last.PadLeft(Columns - Columns / 2 - 1)}\n").ToString();
    }
}
