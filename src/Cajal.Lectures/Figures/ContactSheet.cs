using System.Globalization;
using System.Text;
using Cajal.Insight;

namespace Cajal.Lectures;

/// <summary>All figures small, on one drawing.</summary>
public static class ContactSheet
{
    private const int Columns = 4, CellWidth = 340, CellHeight = 260, Gap = 10;

    /// <summary>The sheet as SVG.</summary>
    /// <param name="figures">In the order of the sheet.</param>
    /// <param name="theme">Its colours.</param>
    public static string ToSvg(IReadOnlyList<DrawnFigure> figures, Theme theme = Theme.Auto)
    {
        int rows = (figures.Count + Columns - 1) / Columns, width = Columns * (CellWidth + Gap) + Gap, height = rows * (CellHeight + Gap) + Gap;
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>All {figures.Count} figures</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#808080\"/>\n");
        for (int i = 0; i < figures.Count; i++)
        {
            // A drawing inside a drawing: its own coordinates, brought to the size of the cell.
            string own = figures[i].Figure.ToSvg(theme);
            int size = own.IndexOf(" width=\"", StringComparison.Ordinal), box = own.IndexOf(" viewBox=", StringComparison.Ordinal);
            svg.Append(own.AsSpan(0, size)).Append(CultureInfo.InvariantCulture,
                $" x=\"{Gap + i % Columns * (CellWidth + Gap)}\" y=\"{Gap + i / Columns * (CellHeight + Gap)}\" width=\"{CellWidth}\" height=\"{CellHeight}\"").Append(own.AsSpan(box));
        }
        return svg.Append("</svg>\n").ToString();
    }
}
