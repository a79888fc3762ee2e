using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>Examples as numbers at a place of a network, and what is told of each.</summary>
internal record ExamplePoints
{
    /// <summary>[N, D], a row for each example.</summary>
    [JsonIgnore]
    public double[,] Values { get; init; } = new double[0, 0];

    /// <summary>Places that can be looked at.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>The place looked at.</summary>
    public required string Layer { get; init; }

    /// <summary>Which examples these are, in a sentence.</summary>
    [JsonConverter(typeof(Spoken))]
    public required string Sentence { get; init; }

    /// <summary>What <see cref="Rows"/> count, as a word of the page: row, token, place, example, state.</summary>
    public string What { get; init; } = "row";

    /// <summary>Number of each, from 1.</summary>
    public required int[] Rows { get; init; }

    /// <summary>Class of each, from 0; empty for numbers.</summary>
    public int[] Classes { get; init; } = [];

    /// <summary>Class each was put into, −1 where the network gave no number; empty where nothing is answered, or <see cref="Said"/> tells it.</summary>
    public int[] Answers { get; init; } = [];

    /// <summary>Numbers in the place of classes.</summary>
    public double[] Targets { get; init; } = [];

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Whether these names are words of the page, and not of the data.</summary>
    public bool NamesAreWords { get; init; }

    /// <summary>What stands at each point in the place of a shape; empty for shapes.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What stood before each; empty where nothing did.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>What was answered of each, to be held against its label; empty where classes are answered.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];
}
