using System.Globalization;

namespace Cajal.Studio;

/// <summary>A small experiment: controls go in, numbers and drawings come out, computed by the library. The same values give the same answer; nothing is kept.</summary>
/// <param name="name">Its name in lessons.</param>
/// <param name="controls">What can be set.</param>
internal abstract class LessonBench(string name, params Control[] controls)
{
    /// <summary>Its name in lessons.</summary>
    public string Name { get; } = name;

    /// <summary>What can be set.</summary>
    public IReadOnlyList<Control> Controls { get; } = controls;

    /// <summary>Computes the answer.</summary>
    /// <param name="values">Where the controls stand.</param>
    /// <param name="cancellation">Ends long work.</param>
    public abstract BenchAnswer Answer(BenchValues values, CancellationToken cancellation);

    /// <summary>A number as people read it, with four digits.</summary>
    protected static string Text(double value) => Math.Abs(value) is >= 1e5 or (< 1e-4 and > 0) ? value.ToString("0.###e0", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>So many numbers from one end to the other.</summary>
    protected static double[] Between(double low, double high, int count) => [.. Enumerable.Range(0, count).Select(i => low + (high - low) * i / (count - 1))];

    /// <summary>The middles of a square's places, the first of them top left: [side², 2].</summary>
    protected static Tensor Places(int side, double half)
    {
        var places = new double[2 * side * side];
        for (int p = 0; p < side * side; p++) (places[2 * p], places[2 * p + 1]) = (half * ((2 * (p % side) + 1.0) / side - 1), -half * ((2 * (p / side) + 1.0) / side - 1));
        return Tensor.From(places, [side * side, 2]);
    }

    /// <summary>A tensor's numbers for a drawing.</summary>
    protected static float[] Floats(Tensor tensor) => tensor.To(DType.Float32).ToArray<float>();

    /// <summary>A tensor's numbers for a curve.</summary>
    protected static double[] Doubles(Tensor tensor) => tensor.To(DType.Float64).ToArray<double>();

    /// <summary>An axis that holds all these numbers with a little room.</summary>
    protected static Axis Around(string name, params IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.Length == 0 ? 0 : finite.Min(), high = finite.Length == 0 ? 1 : finite.Max(), room = Math.Max(0.05 * (high - low), 1e-6);
        return new Axis(name, low - room, high + room);
    }

    /// <summary>An axis in powers of ten that holds all positive ones of these numbers.</summary>
    protected static Axis LogAround(string name, params IEnumerable<double> values)
    {
        double[] positive = [.. values.Where(v => v > 0 && double.IsFinite(v))];
        return new Axis(name, positive.Length == 0 ? 0.1 : Math.Max(1e-30, positive.Min() / 2), positive.Length == 0 ? 1 : positive.Max() * 2, IsLog: true);
    }
}
