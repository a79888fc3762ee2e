using System.Globalization;

namespace Cajal.Studio;

/// <summary>A control of a bench: what may be set, and where it starts.</summary>
/// <param name="Name">Its name in lessons and questions.</param>
/// <param name="Kind">How the page shows it: number, walk (steps forward and back), choice, text, points or pixels.</param>
/// <param name="Start">Where it starts, as text.</param>
internal sealed record Control(string Name, string Kind, string Start)
{
    private const int MostPoints = 200;

    /// <summary>Least number, for numbers; side of the picture, for pixels; half the width of the square, for points.</summary>
    public double Least { get; init; }

    /// <summary>Largest number; for texts the most letters.</summary>
    public double Most { get; init; }

    /// <summary>Distance of neighbours on the slider.</summary>
    public double Step { get; init; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>A number on a slider.</summary>
    public static Control Number(string name, double start, double least, double most, double step) =>
        new(name, "number", start.ToString(CultureInfo.InvariantCulture)) { Least = least, Most = most, Step = step };

    /// <summary>Steps that are walked forward and back.</summary>
    public static Control Walk(string name, int start, int most) => new(name, "walk", start.ToString(CultureInfo.InvariantCulture)) { Most = most, Step = 1 };

    /// <summary>One of some words; the first is where it starts.</summary>
    public static Control Choice(string name, params string[] options) => new(name, "choice", options[0]) { Options = options };

    /// <summary>A text.</summary>
    public static Control Text(string name, string start, int mostLetters) => new(name, "text", start) { Most = mostLetters };

    /// <summary>Points drawn on a square from −half to half: <c>x,y;x,y</c>.</summary>
    public static Control Points(string name, double half) => new(name, "points", "") { Least = half, Most = MostPoints };

    /// <summary>A picture of ink, a byte for each pixel, in base 64.</summary>
    public static Control Pixels(string name, int side) => new(name, "pixels", "") { Least = side };

    /// <summary>Says what is wrong with a value; null when nothing is.</summary>
    public string? Refuses(string value) => Kind switch
    {
        "choice" => Options!.Contains(value) ? null : $"'{Name}' is one of {string.Join(", ", Options!)}; received '{Short(value)}'.",
        "text" => value.Length <= Most ? null : FormattableString.Invariant($"'{Name}' has at most {Most} letters; received {value.Length}."),
        "points" => RefusesPoints(value),
        "pixels" => RefusesPixels(value),
        _ => RefusesNumber(value),
    };

    private string? RefusesNumber(string value)
    {
        bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= Least && number <= Most;
        return isNumber && (Kind != "walk" || double.IsInteger(number)) ? null : FormattableString.Invariant($"'{Name}' is a {(Kind == "walk" ? "whole " : "")}number from {Least} to {Most}; received '{Short(value)}'.");
    }

    private string? RefusesPoints(string value)
    {
        string[] points = value.Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (points.Length > Most) return FormattableString.Invariant($"'{Name}' has at most {Most} points; received {points.Length}.");
        bool areFine = points.All(p => p.Split(',') is [var x, var y] && IsPlace(x) && IsPlace(y));
        return areFine ? null : FormattableString.Invariant($"'{Name}' is a row of points x,y;x,y between {-Least} and {Least}; received '{Short(value)}'.");

        bool IsPlace(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) && Math.Abs(v) <= Least;
    }

    private string? RefusesPixels(string value)
    {
        int expected = (int)(Least * Least);
        var bytes = new byte[expected + 3];
        return value.Length == 0 || Convert.TryFromBase64String(value, bytes, out int written) && written == expected ? null
            : FormattableString.Invariant($"'{Name}' is a picture of {Least} × {Least} bytes in base 64; received '{Short(value)}'.");
    }

    private static string Short(string value) => value.Length > 40 ? value[..40] + "…" : value;
}
