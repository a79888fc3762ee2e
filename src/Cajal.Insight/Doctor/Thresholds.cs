using System.Globalization;

namespace Cajal.Insight;

/// <summary>All bounds of the Doctor in one table. <c>Thresholds.Standard.With("T4.dead", 0.3)</c> is another Doctor, and the bench says what that costs.</summary>
public sealed partial class Thresholds
{
    private readonly Dictionary<string, Threshold> table;

    private Thresholds(IEnumerable<Threshold> rows) => table = rows.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The bounds of the table.</summary>
    public static Thresholds Standard { get; } = new(Table);

    /// <summary>All of them, in the table's order.</summary>
    public IReadOnlyCollection<Threshold> All => table.Values;

    /// <summary>A bound by its name.</summary>
    /// <exception cref="ArgumentException">No such name.</exception>
    public Threshold this[string name] => table.TryGetValue(name, out var threshold) ? threshold
        : throw new ArgumentException($"There is no threshold named '{name}'. Known are: {string.Join(", ", table.Keys)}.");

    /// <summary>The same with one bound moved.</summary>
    /// <exception cref="ArgumentException">No such name.</exception>
    public Thresholds With(string name, double value)
    {
        var moved = this[name] with { Value = value, Source = $"moved from {this[name].Value.ToString("G4", CultureInfo.InvariantCulture)}" };
        return new Thresholds(table.Values.Select(t => t.Name == name ? moved : t));
    }
}
