using System.Globalization;
using Cajal.Training;

namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>A confusion matrix: rows are the true classes, columns the predicted ones; the colour is the share of the row.</summary>
    /// <param name="title">What is seen, in a sentence.</param>
    /// <param name="matrix">The counts.</param>
    /// <param name="names">A name for each class; numbers when left out.</param>
    /// <exception cref="ArgumentException">Not as many names as classes.</exception>
    public static Chart Confusion(string title, ConfusionMatrix matrix, IReadOnlyList<string>? names = null)
    {
        names ??= [.. Enumerable.Range(0, matrix.Classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];
        if (names.Count != matrix.Classes) throw new ArgumentException($"A confusion matrix of {matrix.Classes} classes needs as many names; received {names.Count}.");
        var chart = new Chart(title, "predicted class", "true class") { Height = 520 };
        chart.X.Names = chart.Y.Names = names;
        chart.Y.IsReversed = true;
        return chart.With(new ConfusionMark(matrix));
    }
}

/// <summary>The cells of a confusion matrix, each with its count where there is room.</summary>
internal sealed class ConfusionMark(ConfusionMatrix matrix) : Mark
{
    private readonly ColourBar colours = new(ColourMap.Sequential, 0, 1);

    public override ColourBar? Bar => colours;

    public override string? Note
    {
        get
        {
            long undecided = matrix.Count - Enumerable.Range(0, matrix.Classes).Sum(matrix.PredictedCount);
            return "Colour: share of the true class." + (undecided > 0 ? $" {undecided} in no column: their scores are not numbers." : "");
        }
    }

    public override void Extend(Extents extents)
    {
        extents.X(-0.5);
        extents.X(matrix.Classes - 0.5);
        extents.Y(-0.5);
        extents.Y(matrix.Classes - 0.5);
    }

    public override void Draw(Plot plot)
    {
        for (int r = 0; r < matrix.Classes; r++)
            for (int c = 0; c < matrix.Classes; c++)
            {
                double share = matrix.LabelCount(r) == 0 ? 0 : matrix[r, c] / (double)matrix.LabelCount(r), left = plot.X.At(c - 0.5), top = plot.Y.At(r - 0.5);
                var cell = new Box(left + 0.5, top + 0.5, plot.X.At(c + 0.5) - left - 1, plot.Y.At(r + 0.5) - top - 1);
                plot.Svg.Rectangle(cell, Ink.Fixed(colours.Colour(share)));
                string text = matrix[r, c].ToString(CultureInfo.InvariantCulture);
                double size = Math.Min(Math.Min(16, cell.Height * 0.6), 16 * cell.Width / Math.Max(1, TextSize.Width(text, 16) + 4));
                if (size >= 8 && matrix[r, c] > 0)
                    plot.Svg.Text(cell.X + cell.Width / 2, cell.Y + cell.Height / 2 + size * 0.36, text, size, Ink.Fixed(colours.IsDark(share) ? "#ffffff" : "#000000"), "middle");
            }
    }
}
