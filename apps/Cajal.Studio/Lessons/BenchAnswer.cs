using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What a bench answers.</summary>
/// <param name="Numbers">The numbers that matter; checks of lessons speak of them.</param>
/// <param name="Drawings">What is drawn.</param>
/// <param name="Says">Sentences about it.</param>
internal sealed record BenchAnswer(IReadOnlyList<BenchNumber> Numbers, IReadOnlyList<Drawing> Drawings, [property: JsonConverter(typeof(SpokenList))] IReadOnlyList<string> Says);

/// <summary>A number of a bench.</summary>
/// <param name="Name">How checks call it.</param>
/// <param name="Label">How people call it.</param>
/// <param name="Value">It.</param>
internal sealed record BenchNumber(string Name, string Label, double Value);

/// <summary>A question to a bench.</summary>
internal sealed record BenchQuestion
{
    /// <summary>Language of the answer: en or zh.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Where the controls stand; one that is left out stands where it starts.</summary>
    public Dictionary<string, string> Values { get; init; } = [];
}
