namespace Cajal.Insight;

/// <summary>Heights over a rectangle, measured on a grid: a loss over two weights, a network's output over two inputs.</summary>
public sealed class Surface
{
    /// <summary>Heights that were measured before.</summary>
    /// <param name="heights">[rows, columns], the first row at the lowest y.</param>
    /// <param name="fromX">x of the first column.</param>
    /// <param name="toX">x of the last column.</param>
    /// <param name="fromY">y of the first row.</param>
    /// <param name="toY">y of the last row.</param>
    /// <exception cref="ShapeException">Not a matrix of at least 2 × 2.</exception>
    public Surface(Tensor heights, double fromX, double toX, double fromY, double toY)
    {
        if (heights.Rank != 2 || heights.Shape[0] < 2 || heights.Shape[1] < 2) throw new ShapeException("surface", "a matrix of at least 2 × 2 heights", heights.Shape);
        (Heights, Rows, Columns, FromX, ToX, FromY, ToY) = (((Numbers)heights).Values, heights.Shape[0], heights.Shape[1], fromX, toX, fromY, toY);
    }

    /// <summary>x of the first column.</summary>
    public double FromX { get; }

    /// <summary>x of the last column.</summary>
    public double ToX { get; }

    /// <summary>y of the first row.</summary>
    public double FromY { get; }

    /// <summary>y of the last row.</summary>
    public double ToY { get; }

    internal double[] Heights { get; }

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>Measures a function.</summary>
    /// <param name="height">The height at x, y.</param>
    /// <param name="fromX">Least x.</param>
    /// <param name="toX">Greatest x.</param>
    /// <param name="fromY">Least y.</param>
    /// <param name="toY">Greatest y.</param>
    /// <param name="count">Places along each side.</param>
    public static Surface Of(Func<double, double, double> height, double fromX, double toX, double fromY, double toY, int count = 61)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var heights = new double[count * count];
        for (int i = 0; i < heights.Length; i++) heights[i] = height(Step(fromX, toX, i % count, count), Step(fromY, toY, i / count, count));
        return new(Tensor.Wrap(heights, [count, count]), fromX, toX, fromY, toY);
    }

    /// <summary>Measures a network that takes two numbers and gives one, all places in one batch.</summary>
    /// <param name="height">[count², 2] → as many numbers</param>
    /// <param name="fromX">Least first input.</param>
    /// <param name="toX">Greatest first input.</param>
    /// <param name="fromY">Least second input.</param>
    /// <param name="toY">Greatest second input.</param>
    /// <param name="count">Places along each side.</param>
    /// <param name="dtype">Type of the inputs.</param>
    public static Surface Of(Func<Tensor, Tensor> height, double fromX, double toX, double fromY, double toY, int count = 61, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var places = new double[2 * count * count];
        for (int i = 0; i < places.Length / 2; i++) (places[2 * i], places[2 * i + 1]) = (Step(fromX, toX, i % count, count), Step(fromY, toY, i / count, count));
        return new(height(Tensor.Wrap(places, [count * count, 2]).To(dtype)).Reshape(count, count), fromX, toX, fromY, toY);
    }

    /// <summary>Closed courses around all that is at least as high as a level.</summary>
    internal List<List<(double X, double Y)>> Rings(double level)
    {
        var rings = Isolines.Rings(Heights, Columns, Rows, level);
        foreach (var ring in rings)
            for (int i = 0; i < ring.Count; i++)
                ring[i] = (FromX + ring[i].X / (Columns - 1) * (ToX - FromX), FromY + ring[i].Y / (Rows - 1) * (ToY - FromY));
        return rings;
    }

    private static double Step(double from, double to, int i, int count) => from + (to - from) * i / (count - 1);
}
