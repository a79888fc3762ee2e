namespace Cajal.Insight;

/// <summary>A box of a computational graph: an operation, a value from outside, or a place that a long edge goes through.</summary>
internal sealed class GraphNode(string name, bool isSource)
{
    public string Name => name;

    public bool IsSource => isSource;

    /// <summary>A bend of an edge that crosses a column.</summary>
    public bool IsVia { get; init; }

    /// <summary>What leaves it.</summary>
    public string Value { get; set; } = "";

    /// <summary>The loss's derivative by that.</summary>
    public string Gradient { get; set; } = "";

    public List<GraphNode> Targets { get; } = [];

    /// <summary>Its column.</summary>
    public int Depth { get; set; }

    /// <summary>Its row, counted from the top.</summary>
    public double Row { get; set; }

    public double BoxWidth => name.Length == 0 ? 0 : Math.Max(36, TextSize.Width(name, TextSize.Label) + 16);

    public double LabelWidth => Math.Max(TextSize.Width(Value, TextSize.Note), TextSize.Width(Gradient, TextSize.Note));

    /// <summary>A short name of an operation: the sign where there is one.</summary>
    public static string NameOf(Op op) => op.Name switch
    {
        "Multiply" or "MultiplyScalar" => "×",
        "Add" or "AddScalar" => "+",
        "Subtract" => "−",
        "Divide" => "÷",
        "MatMul" => "·",
        "Sigmoid" => "σ",
        var other => other,
    };

    /// <summary>A tensor in a few letters: its number, its few numbers, or its shape.</summary>
    public static string Text(Tensor value)
    {
        if (value.Count > 3) return value.Shape.ToString();
        double[] numbers = ((Numbers)value).Values;
        return value.Count == 1 ? Ticks.Plain(numbers[0], 4) : $"({string.Join(", ", numbers.Select(v => Ticks.Plain(v, 3)))})";
    }
}
