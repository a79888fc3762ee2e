using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A map to begin with: equal names first, then equal shapes in the order of the names, numbers in them by their size. What shapes cannot
/// decide is marked, to be looked at.</summary>
public static partial class WeightMapDraft
{
    /// <summary>The text of the map.</summary>
    /// <param name="tensors">Their tensors.</param>
    /// <param name="model">Our model.</param>
    public static string Of(IReadOnlyDictionary<string, Tensor> tensors, Module model)
    {
        var ours = WeightFit.Variables(model).ToList();
        var theirs = tensors.OrderBy(t => Natural(t.Key), StringComparer.Ordinal).ToList();
        var text = new System.Text.StringBuilder("# theirs = ours\n");
        foreach (var (name, variable) in ours.ToArray())
        {
            if (!tensors.TryGetValue(name, out var same) || same.Shape != variable.Shape) continue;
            theirs.RemoveAll(t => t.Key == name);
            ours.RemoveAll(o => o.Name == name);
        }
        foreach (var (name, variable) in ours)
        {
            var fitting = theirs.Where(t => t.Value.Shape == variable.Shape && Last(t.Key) == Last(name)).ToArray();
            if (fitting.Length == 0) fitting = [.. theirs.Where(t => t.Value.Shape == variable.Shape)];
            var turned = variable.Rank == 2 && fitting.Length == 0 ? theirs.Where(t => t.Value.Shape == Shape.Of(variable.Shape[1], variable.Shape[0])).ToArray() : [];
            var chosen = fitting.Concat(turned).ToArray();
            if (chosen.Length == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"- = {name}  # {variable.Shape}: nothing fits\n");
                continue;
            }
            text.Append(CultureInfo.InvariantCulture, $"{chosen[0].Key} = {name}{(turned.Length > 0 ? " transposed" : "")}");
            text.Append(chosen.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $"  # one of {chosen.Length} {variable.Shape}: check\n") : "\n");
            theirs.RemoveAll(t => t.Key == chosen[0].Key);
        }
        foreach (var (name, tensor) in theirs) text.Append(CultureInfo.InvariantCulture, $"{name} = -  # {tensor.Shape}: no place\n");
        return text.ToString();
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    // layer.10 behind layer.9.
    private static string Natural(string name) => Digits().Replace(name, m => m.Value.PadLeft(9, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
