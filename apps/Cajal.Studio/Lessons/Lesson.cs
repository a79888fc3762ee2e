namespace Cajal.Studio;

/// <summary>A lesson, as its Markdown file tells it.</summary>
internal sealed record Lesson
{
    /// <summary>Name of its file without language, for example 01-neuron.</summary>
    public required string Name { get; init; }

    /// <summary>What stands above it.</summary>
    public required string Title { get; init; }

    /// <summary>Name of its bench.</summary>
    public required string Bench { get; init; }

    /// <summary>A state of the playground that goes on with it; empty for none.</summary>
    public required string Link { get; init; }

    /// <summary>Values of the controls that pass the check.</summary>
    public required IReadOnlyDictionary<string, string> Solution { get; init; }

    /// <summary>Paragraphs before the question.</summary>
    public required IReadOnlyList<string> Intro { get; init; }

    /// <summary>What is to be predicted.</summary>
    public required string Question { get; init; }

    /// <summary>What can be answered.</summary>
    public required IReadOnlyList<string> Choices { get; init; }

    /// <summary>Index of the right answer.</summary>
    public required int Right { get; init; }

    /// <summary>Why it is right.</summary>
    public required IReadOnlyList<string> Reason { get; init; }

    /// <summary>What to try at the bench.</summary>
    public required IReadOnlyList<string> Try { get; init; }

    /// <summary>The controls that are shown.</summary>
    public required IReadOnlyList<LessonControl> Controls { get; init; }

    /// <summary>What is to be reached.</summary>
    public required IReadOnlyList<string> Task { get; init; }

    /// <summary>The conditions of it, all of which must hold.</summary>
    public required IReadOnlyList<LessonCheck> Checks { get; init; }

    /// <summary>The formula.</summary>
    public required string Formula { get; init; }

    /// <summary>What it says in words.</summary>
    public required IReadOnlyList<string> FormulaSays { get; init; }

    /// <summary>The C# lines.</summary>
    public required string Code { get; init; }

    /// <summary>What they print.</summary>
    public required string Printed { get; init; }
}

/// <summary>A control as a lesson shows it.</summary>
/// <param name="Control">Kind, bounds and start, which the lesson may narrow and move.</param>
/// <param name="Label">How it is called.</param>
/// <param name="Help">What it does.</param>
/// <param name="OptionLabels">How its options are called, in their order; null for their own names.</param>
internal sealed record LessonControl(Control Control, string Label, string Help, IReadOnlyList<string>? OptionLabels);

/// <summary>A condition on a number of the bench.</summary>
/// <param name="Number">Name of the number.</param>
/// <param name="Comparison">One of &lt;, &lt;=, &gt;, &gt;=.</param>
/// <param name="Value">What it is compared with.</param>
internal sealed record LessonCheck(string Number, string Comparison, double Value)
{
    /// <summary>Whether it holds.</summary>
    public bool Holds(BenchAnswer answer) => answer.Numbers.FirstOrDefault(n => n.Name == Number) is { } number && Comparison switch
    {
        "<" => number.Value < Value,
        "<=" => number.Value <= Value,
        ">" => number.Value > Value,
        _ => number.Value >= Value,
    };
}

/// <summary>A lesson in the list.</summary>
/// <param name="Name">Name of its file without language.</param>
/// <param name="Title">What stands above it.</param>
internal sealed record LessonTitle(string Name, string Title);
