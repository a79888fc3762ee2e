namespace Cajal.Studio;

/// <summary>What a network of the plane can be given of a point (x, y).</summary>
internal static class InputFeatures
{
    private static readonly (string Name, string Label, string Code, Func<float, float, float> Of)[] All =
    [
        ("x", "x₁", "x", (x, _) => x), ("y", "x₂", "y", (_, y) => y), ("xx", "x₁²", "x * x", (x, _) => x * x), ("yy", "x₂²", "y * y", (_, y) => y * y),
        ("xy", "x₁x₂", "x * y", (x, y) => x * y), ("sin-x", "sin x₁", "MathF.Sin(x)", (x, _) => MathF.Sin(x)), ("sin-y", "sin x₂", "MathF.Sin(y)", (_, y) => MathF.Sin(y)),
        ("cos-x", "cos x₁", "MathF.Cos(x)", (x, _) => MathF.Cos(x)), ("cos-y", "cos x₂", "MathF.Cos(y)", (_, y) => MathF.Cos(y)),
    ];

    private static readonly string[] OfCurves = ["x", "xx", "sin-x", "cos-x"];

    /// <summary>Names in links, with what people read.</summary>
    public static IReadOnlyList<(string Name, string Label)> Names => [.. All.Select(f => (f.Name, f.Label))];

    /// <summary>The names of a state's inputs, in their fixed order.</summary>
    /// <exception cref="ArgumentException">None, or an unknown one.</exception>
    public static string[] Of(PlaygroundState state, bool isCurve)
    {
        string[] asked = state.Inputs.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (asked.FirstOrDefault(a => All.All(f => f.Name != a)) is { } unknown)
            throw new ArgumentException($"There is no input named '{unknown}'. Known are: {string.Join(", ", All.Select(f => f.Name))}.");
        // Of a curve only x is known; what is asked of y waits for another set.
        string[] known = [.. All.Select(f => f.Name).Where(n => asked.Contains(n) && (!isCurve || OfCurves.Contains(n)))];
        return known.Length > 0 ? known : isCurve ? ["x"] : throw new ArgumentException("A network needs at least one input; choose x or y.");
    }

    /// <summary>Rows of inputs: places [n, 2] → [n, names].</summary>
    public static float[] Rows(IReadOnlyList<string> names, float[,] places, ReadOnlySpan<int> rows)
    {
        var functions = names.Select(n => All.First(f => f.Name == n).Of).ToArray();
        var values = new float[rows.Length * functions.Length];
        for (int i = 0; i < rows.Length; i++)
            for (int k = 0; k < functions.Length; k++) values[i * functions.Length + k] = functions[k](places[rows[i], 0], places[rows[i], 1]);
        return values;
    }

    /// <summary>An input as C# of x and y.</summary>
    public static string Code(string name) => All.First(f => f.Name == name).Code;

    /// <summary>An input as people read it.</summary>
    public static string Label(string name) => All.First(f => f.Name == name).Label;
}
