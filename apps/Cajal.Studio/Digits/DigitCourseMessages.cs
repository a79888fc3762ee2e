using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>How a network for digits is trained.</summary>
internal sealed record DigitSettings
{
    private const int MostBatch = 500;

    /// <summary>mlp or cnn.</summary>
    public string Net { get; init; } = "cnn";

    /// <summary>sgd, momentum, rmsprop or adam.</summary>
    public string Optimizer { get; init; } = "adam";

    /// <summary>η, above 0.</summary>
    public double Rate { get; init; } = 0.001;

    /// <summary>Pictures of a step.</summary>
    public int Batch { get; init; } = 50;

    /// <summary>Of the first weights and the order of the pictures.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>Refuses what does not exist or is out of bounds.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void Check(int pictures)
    {
        if (Net is not ("mlp" or "cnn")) throw new ArgumentException($"The networks are mlp and cnn; received '{Short(Net)}'.");
        if (Optimizer is not ("sgd" or "momentum" or "rmsprop" or "adam")) throw new ArgumentException($"The optimizers here are sgd, momentum, rmsprop and adam; received '{Short(Optimizer)}'.");
        if (!(Rate is > 0 and <= 1000)) throw new ArgumentException($"The learning rate is above 0 and at most 1000; received {Rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
        int most = Math.Min(MostBatch, pictures);
        if (Batch < 1 || Batch > most) throw new ArgumentException($"A batch has 1 to {most} pictures; received {Batch}.");
    }

    // What a question leaves out comes as null.
    private static string Short(string? text) => text is null ? "" : text.Length > 20 ? text[..20] : text;
}

/// <summary>What the page of digits asks of its own training. Every answer is where it stands.</summary>
internal sealed record DigitCommand
{
    /// <summary>look, train, pause, step, epoch or anew.</summary>
    public string Do { get; init; } = "look";

    /// <summary>How to train from now on; null for as before.</summary>
    public DigitSettings? Settings { get; init; }

    /// <summary>56 × 56 bytes of ink; null or none of it for a held-out digit.</summary>
    public byte[]? Ink { get; init; }

    /// <summary>Which held-out digit.</summary>
    public int Example { get; init; }
}

/// <summary>A value at a step.</summary>
internal sealed record DigitPoint(long Step, double Value);

/// <summary>Where a training of the page stands.</summary>
internal sealed record DigitCourseView
{
    /// <summary>Batches learned.</summary>
    public required long Step { get; init; }

    /// <summary>Times through the set.</summary>
    public required double Epoch { get; init; }

    /// <summary>Whether it goes on by itself.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Loss of the last batch.</summary>
    public double? Loss { get; init; }

    /// <summary>Losses over the steps.</summary>
    public required IReadOnlyList<DigitPoint> Losses { get; init; }

    /// <summary>Shares of the held-out digits that were right.</summary>
    public required IReadOnlyList<DigitPoint> Rights { get; init; }

    /// <summary>Pictures held out.</summary>
    public required int Held { get; init; }

    /// <summary>Pictures trained on.</summary>
    public required int Set { get; init; }

    /// <summary>Why it cannot go on; null when it can.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? Frozen { get; init; }

    /// <summary>What was refused; null for nothing.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? Refused { get; init; }

    /// <summary>What the held-out digit is; null for a drawing.</summary>
    public int? Label { get; init; }

    /// <summary>What the network says of the picture.</summary>
    public required DigitAnswer Answer { get; init; }

    /// <summary>Weights as pictures.</summary>
    public required IReadOnlyList<LayerPicture> Filters { get; init; }
}
