using System.Globalization;
using System.Text;

namespace Cajal.Insight;

/// <summary>The course of a path, as SVG writes it.</summary>
internal sealed class Outline
{
    private readonly StringBuilder text = new();
    private bool begun;

    /// <summary>Lifts the pen: the next point begins a new piece.</summary>
    public void Lift() => begun = false;

    /// <summary>Goes on to a point in a straight line, or begins there.</summary>
    public void To(double x, double y)
    {
        text.Append(begun ? 'L' : 'M').Append(Svg.At(x)).Append(' ').Append(Svg.At(y));
        begun = true;
    }

    /// <summary>Closes the piece.</summary>
    public void Close()
    {
        text.Append('Z');
        begun = false;
    }

    /// <summary>Adds a run of whole cells: one row high, so many wide.</summary>
    public void Cells(int column, int row, int count) =>
        text.Append(CultureInfo.InvariantCulture, $"M{column} {row}h{count}v1h-{count}z");

    /// <summary>Adds a cross around a point, half as wide as said.</summary>
    public void Cross(double x, double y, double arm)
    {
        Lift();
        To(x - arm, y - arm);
        To(x + arm, y + arm);
        Lift();
        To(x - arm, y + arm);
        To(x + arm, y - arm);
        Lift();
    }

    /// <summary>Adds a circle of two arcs.</summary>
    public void Circle(double x, double y, double radius)
    {
        string r = Svg.At(radius), wide = Svg.At(2 * radius);
        text.Append($"M{Svg.At(x - radius)} {Svg.At(y)}a{r} {r} 0 1 0 {wide} 0a{r} {r} 0 1 0 -{wide} 0z".AsSpan());
        begun = false;
    }

    /// <summary>Bends to a point, leaving and arriving along x.</summary>
    public void Bend(double fromX, double fromY, double x, double y)
    {
        string middle = Svg.At((fromX + x) / 2);
        text.Append($"C{middle} {Svg.At(fromY)} {middle} {Svg.At(y)} {Svg.At(x)} {Svg.At(y)}".AsSpan());
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
