using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What the page of digits asks.</summary>
internal sealed record DigitQuestion
{
    /// <summary>56 × 56 bytes of ink.</summary>
    public byte[] Ink { get; init; } = [];

    /// <summary>mlp or cnn.</summary>
    public string Net { get; init; } = "cnn";

    /// <summary>The digit that saliency is about, or that the drawing should have been; null for the one that is answered.</summary>
    public int? Digit { get; init; }

    /// <summary>Whether the pen is up, so that there is time for integrated gradients.</summary>
    public bool IsDone { get; init; }
}

/// <summary>What a network says of a drawing.</summary>
internal sealed record DigitAnswer
{
    /// <summary>The digit of largest probability.</summary>
    public required int Digit { get; init; }

    /// <summary>The digit that saliency is about.</summary>
    public required int About { get; init; }

    /// <summary>One for each digit.</summary>
    public required double[] Probabilities { get; init; }

    /// <summary>28 × 28 bytes: what the network sees.</summary>
    public required byte[] Seen { get; init; }

    /// <summary>What each pixel says for the digit; minus speaks against it.</summary>
    public required LayerPicture Credit { get; init; }

    /// <summary>Whether these are integrated gradients; else the gradient at this picture.</summary>
    public required bool IsIntegrated { get; init; }

    /// <summary>What leaves each layer.</summary>
    public required IReadOnlyList<LayerPicture> Layers { get; init; }
}

/// <summary>The numbers of a layer as bytes: value = scale · (byte − 128)/127.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Maps">Pictures.</param>
/// <param name="Rows">Rows of one.</param>
/// <param name="Columns">Columns of one.</param>
/// <param name="Scale">Largest size of a number.</param>
/// <param name="Values">One after the other.</param>
internal sealed record LayerPicture([property: JsonConverter(typeof(Spoken))] string Name, int Maps, int Rows, int Columns, double Scale, byte[] Values)
{
    /// <summary>[1, maps, rows, columns], or [1, units] in about as many rows as columns.</summary>
    public static LayerPicture Of(string name, Tensor values)
    {
        // What is no number is drawn as 0.
        float[] v = Array.ConvertAll(values.ToArray<float>(), x => float.IsFinite(x) ? x : 0);
        var (maps, rows, columns) = values.Rank == 4 ? (values.Shape[1], values.Shape[2], values.Shape[3]) : (1, RowsOf(v.Length), v.Length / RowsOf(v.Length));
        float scale = Math.Max(1e-12f, v.Max(MathF.Abs));
        return new(name, maps, rows, columns, scale, Array.ConvertAll(v, x => (byte)(128 + (int)MathF.Round(127 * x / scale))));
    }

    // The largest divisor up to the root; ten stand in one row.
    private static int RowsOf(int units) => units == 10 ? 1 : Enumerable.Range(1, (int)Math.Sqrt(units)).Last(r => units % r == 0);
}

/// <summary>Where the room of digits stands.</summary>
internal sealed record DigitState
{
    /// <summary>asleep, training, ready or learning.</summary>
    public required string Phase { get; init; }

    /// <summary>Share of the work that is done, 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>The networks.</summary>
    public required IReadOnlyList<DigitNetState> Nets { get; init; }

    /// <summary>Drawings that were added.</summary>
    public required int Added { get; init; }

    /// <summary>Most that are kept.</summary>
    public required int MostAdded { get; init; }

    /// <summary>Pictures of the set that were trained on.</summary>
    public required int Trained { get; init; }

    /// <summary>Other pictures of the set that were judged.</summary>
    public required int Judged { get; init; }

    /// <summary>Why it broke; null when it did not.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? Trouble { get; init; }
}

/// <summary>A network and how well it does.</summary>
/// <param name="Name">mlp or cnn.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="Right">Right of the pictures judged.</param>
/// <param name="AddedRight">Right of the drawings added.</param>
/// <param name="RightBefore">Right of the pictures judged before the last learning; null when there was none.</param>
/// <param name="AddedRightBefore">Right of the drawings added before it.</param>
internal sealed record DigitNetState(string Name, int Parameters, int Right, int AddedRight, int? RightBefore, int? AddedRightBefore);

/// <summary>What travels between the room of digits and its page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DigitQuestion))]
[JsonSerializable(typeof(DigitAnswer))]
[JsonSerializable(typeof(DigitState))]
[JsonSerializable(typeof(DigitCommand))]
[JsonSerializable(typeof(DigitCourseView))]
[JsonSerializable(typeof(Trouble))]
internal sealed partial class DigitJson : JsonSerializerContext;
