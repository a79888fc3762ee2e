using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>What stands at each place of a network when examples go through it: a row of numbers for each example.</summary>
/// <param name="rows">Examples in all.</param>
internal sealed class Places(int rows)
{
    // Some layers make too much of an example to be held for all.
    private const int MostNumbers = 1 << 24;

    private readonly Dictionary<string, double[,]> tables = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    /// <summary>The places in the order in which examples come to them.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The numbers at a place, [rows, D].</summary>
    /// <exception cref="ArgumentException">There is no such place.</exception>
    public double[,] this[string place] => tables.TryGetValue(place, out double[,]? table) ? table
        : throw new ArgumentException($"There are the places {string.Join(", ", names)}; received '{PlainText.Of(place, 60)}'.");

    /// <summary>Writes down what stands at a place for some examples.</summary>
    /// <param name="place">The place; what stood there of these examples is replaced.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="values">[count, D].</param>
    public void Put(string place, int first, Tensor values)
    {
        int count = values.Shape[0], width = values.Count / Math.Max(1, count);
        if (width == 0 || (long)rows * width > MostNumbers) return;
        if (!tables.TryGetValue(place, out double[,]? table))
        {
            names.Add(place);
            tables.Add(place, table = new double[rows, width]);
        }
        if (table.GetLength(1) != width) return;
        float[] numbers = values.To(DType.Float32).ToArray<float>();
        for (int i = 0; i < numbers.Length; i++) table[first + i / width, i % width] = numbers[i];
    }

    /// <summary>Lets examples go through a network and writes down what its layers make of them.</summary>
    /// <param name="network">The network whose innermost layers are watched; of one that runs more than once the last time counts.</param>
    /// <param name="first">The first of the examples.</param>
    /// <param name="count">How many go through together.</param>
    /// <param name="forward">Lets them go through; without a tape of its own.</param>
    /// <param name="part">Of what a layer makes, [count, …], what is kept; null keeps nothing. All of it when left out.</param>
    public T Watch<T>(Module network, int first, int count, Func<T> forward, Func<Tensor, Tensor?>? part = null)
    {
        Action[] endings = [.. network.Modules.OfType<Layer>().Where(l => l.Children.Count == 0).Select(l => l.Observe((_, y) =>
        {
            if (y.DType.IsFloat() && y.Rank > 1 && y.Shape[0] == count && (part is null ? y : part(y)) is { } kept) Put(l.Path, first, kept);
            return y;
        }))];
        try
        {
            return forward();
        }
        finally
        {
            foreach (var end in endings) end();
        }
    }

    /// <summary>What comes to the last layer with weights, which shows best what a network has learned.</summary>
    public string BeforeLast(Module network)
    {
        string? last = network.Modules.OfType<Layer>().LastOrDefault(l => l.Children.Count == 0 && l.Parameters.Count > 0)?.Path;
        int at = last is null ? -1 : names.IndexOf(last);
        return at > 0 ? names[at - 1] : names[^1];
    }
}
