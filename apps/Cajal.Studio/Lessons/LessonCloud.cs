namespace Cajal.Studio;

/// <summary>Points of the plane that a generator learns to make: a shape, or what was drawn.</summary>
internal static class LessonCloud
{
    /// <summary>How many there are.</summary>
    public const int Count = 120;

    /// <summary>The control to draw them.</summary>
    public static Control Drawn { get; } = Control.Points("points", 2);

    /// <summary>The control to choose a shape.</summary>
    public static Control Shape { get; } = Control.Choice("shape", "ring", "two", "line", "drawn");

    /// <summary>The points that the controls ask for, [120, 2]; drawn ones are repeated with a little noise until there are enough.</summary>
    /// <exception cref="ArgumentException">Drawn ones are wanted, and there is none.</exception>
    public static Tensor Of(BenchValues values)
    {
        var drawn = values.Points(Drawn.Name);
        if (values[Shape.Name] == "drawn" && drawn.Count == 0) throw new ArgumentException(values.Say("Draw some points first: click into the square.", "请先画几个点：在方框中点击。"));
        var rng = new Rng(5);
        var numbers = new float[2 * Count];
        for (int i = 0; i < Count; i++)
        {
            double turn = 2 * Math.PI * i / Count;
            (double x, double y) = values[Shape.Name] switch
            {
                "ring" => (1.2 * Math.Cos(turn), 1.2 * Math.Sin(turn)),
                "two" => i % 2 == 0 ? (-1, -0.6) : (1, 0.6),
                "line" => (-1.4 + 2.8 * i / (Count - 1), 0.7),
                _ => drawn[i % drawn.Count],
            };
            (numbers[2 * i], numbers[2 * i + 1]) = ((float)(x + 0.06 * rng.NextNormal()), (float)(y + 0.06 * rng.NextNormal()));
        }
        return Tensor.From(numbers, [Count, 2]);
    }

    /// <summary>Mean distance of each made point to the real one that is nearest; pairs of x and y.</summary>
    public static double Distance(double[] made, double[] real) => Enumerable.Range(0, made.Length / 2)
        .Average(i => Enumerable.Range(0, real.Length / 2).Min(j => Math.Sqrt(Square(made[2 * i] - real[2 * j]) + Square(made[2 * i + 1] - real[2 * j + 1]))));

    /// <summary>Pairs of x and y as dots.</summary>
    public static Dots Dots(string name, double[] pairs, int shape) => new(name, [.. Column(pairs, 0)], [.. Column(pairs, 1)], shape);

    private static IEnumerable<double> Column(double[] pairs, int axis) => Enumerable.Range(0, pairs.Length / 2).Select(i => pairs[2 * i + axis]);

    private static double Square(double v) => v * v;
}
