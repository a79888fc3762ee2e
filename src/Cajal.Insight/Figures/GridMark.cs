namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>A grid of lines after its points were moved, as a layer bends the plane; returns the chart.</summary>
    /// <param name="name">What the legend calls it; empty for no entry.</param>
    /// <param name="points">Where each crossing has gone: [rows, columns, 2]</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    /// <exception cref="ShapeException">Not [rows, columns, 2].</exception>
    public Chart WarpedGrid(string name, Tensor points, int? colour = null)
    {
        if (points.Rank != 3 || points.Shape[2] != 2) throw new ShapeException("warped grid", "[rows, columns, 2]", points.Shape);
        return With(new GridMark(((Numbers)points).Values, points.Shape[0], points.Shape[1]) { Name = name, Ink = Colour(name, colour) });
    }
}

/// <summary>A warped grid: a line for each row and each column.</summary>
internal sealed class GridMark(double[] points, int rows, int columns) : Mark
{
    public override Key? Key => Name.Length > 0 ? new(Name, Ink, KeyKind.Line) : null;

    public override void Extend(Extents extents)
    {
        for (int i = 0; i < points.Length; i += 2) extents.Point(points[i], points[i + 1]);
        extents.WantsRoomX = extents.WantsRoomY = true;
    }

    public override void Draw(Plot plot)
    {
        var path = new Outline();
        for (int r = 0; r < rows; r++) Follow(plot, path, r * columns, 1, columns);
        for (int c = 0; c < columns; c++) Follow(plot, path, c, columns, rows);
        plot.Svg.Path(path.ToString(), Ink.None, Ink, 1, 0.6);
    }

    private void Follow(Plot plot, Outline path, int from, int step, int count)
    {
        path.Lift();
        for (int i = 0; i < count; i++)
        {
            double px = plot.X.At(points[2 * (from + i * step)]), py = plot.Y.At(points[2 * (from + i * step) + 1]);
            if (double.IsNaN(px + py)) path.Lift();
            else path.To(px, py);
        }
    }
}
