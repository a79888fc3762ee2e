using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Which tensor goes where, and what does not fit.</summary>
internal sealed class WeightFit
{
    private const int MostNamed = 6;

    private WeightFit(List<(Variable Variable, Tensor Tensor)> pairs, string? trouble) => (Pairs, Trouble) = (pairs, trouble);

    /// <summary>Each variable of the model with its tensor.</summary>
    public IReadOnlyList<(Variable Variable, Tensor Tensor)> Pairs { get; }

    /// <summary>All that does not fit, as part of a sentence; null when everything does.</summary>
    public string? Trouble { get; }

    /// <summary>What a file of weights holds of a model.</summary>
    public static IEnumerable<(string Name, Variable Variable)> Variables(Module model) =>
        model.NamedVariables.Where(v => v.Variable is not State { IsPersistent: false });

    public static WeightFit Of(IReadOnlyDictionary<string, Tensor> tensors, Module model, WeightMap map)
    {
        var variables = Variables(model).ToDictionary(v => v.Name, v => v.Variable, StringComparer.Ordinal);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        var pairs = new List<(Variable, Tensor)>();
        List<string> homeless = [], unfit = [], twice = [];
        var used = new HashSet<WeightMapLine>();
        foreach (var (theirs, tensor) in tensors)
        {
            var (line, ours) = map.ToOurs(theirs);
            if (line is not null) used.Add(line);
            if (ours.Length == 0) continue;
            if (!variables.TryGetValue(ours, out var variable)) homeless.Add($"{Arrow(theirs, ours)} {tensor.Shape}");
            else if (!given.TryAdd(ours, theirs)) twice.Add($"'{theirs}' and '{given[ours]}' → '{ours}'");
            else if (Fitted(tensor, line, variable) is { } fitted) pairs.Add((variable, fitted));
            else unfit.Add($"{Arrow(theirs, ours)} is {tensor.DType} {tensor.Shape}{(line is { Transposed: true } or { Flattened: not null } ? " before it is laid out anew" : "")} and {variable.DType} {variable.Shape} is needed");
        }
        List<string> missing = [];
        foreach (var (ours, variable) in variables)
        {
            if (given.ContainsKey(ours)) continue;
            var (line, theirs) = map.ToTheirs(ours);
            if (line is not null && theirs.Length == 0) used.Add(line);
            else missing.Add($"'{ours}' {variable.Shape}");
        }
        string?[] parts = [Listed("no place for ", homeless), Listed("nothing for ", missing), Listed("", unfit), Listed("two tensors for one place: ", twice),
            Listed("lines of the map that speak of nothing: ", [.. map.Lines.Where(l => !used.Contains(l)).Select(l => FormattableString.Invariant($"{l.Number}"))])];
        string trouble = string.Join("; ", parts.OfType<string>());
        return new WeightFit(pairs, trouble.Length == 0 ? null : trouble);
    }

    private static Tensor? Fitted(Tensor tensor, WeightMapLine? line, Variable variable)
    {
        if (line is not null && line.ToOurs(tensor) is var turned)
        {
            if (turned is null) return null;
            tensor = turned;
        }
        return tensor.Shape == variable.Shape && tensor.DType.IsFloat() == variable.DType.IsFloat() && (tensor.DType == DType.Bool) == (variable.DType == DType.Bool) ? tensor : null;
    }

    private static string Arrow(string theirs, string ours) => theirs == ours ? $"'{theirs}'" : $"'{theirs}' → '{ours}'";

    private static string? Listed(string what, List<string> things) => things.Count == 0 ? null
        : what + string.Join(", ", things.Take(MostNamed)) + (things.Count > MostNamed ? FormattableString.Invariant($" and {things.Count - MostNamed} more") : "");
}
