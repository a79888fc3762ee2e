using System.Globalization;

namespace Cajal.Training;

/// <summary>The figures of one epoch. Losses are means over examples.</summary>
public sealed class EpochResult
{
    /// <summary>Number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Updates made up to its end.</summary>
    public required long Step { get; init; }

    /// <summary>Data loss and penalties together, averaged while the weights moved.</summary>
    public required double Loss { get; init; }

    /// <summary>The loss of the data alone.</summary>
    public required double DataLoss { get; init; }

    /// <summary>Losses of the turns after the first, where a step takes several: that of a GAN's generator.</summary>
    public IReadOnlyList<NamedFigure> OtherLosses { get; init; } = [];

    /// <summary>What each penalty added.</summary>
    public required IReadOnlyList<NamedFigure> Penalties { get; init; }

    /// <summary>Share of weights that are exactly 0 after the epoch; null without a penalty that draws them there.</summary>
    public double? ZeroWeights { get; init; }

    /// <summary>Data loss on the validation examples after the epoch; null without them.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Metrics on the validation examples after the epoch; empty without them.</summary>
    public required IReadOnlyList<NamedFigure> Metrics { get; init; }

    /// <summary>η of the epoch's last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Training examples per second, validation left out.</summary>
    public required double ExamplesPerSecond { get; init; }

    /// <summary>Seconds of work since training began, those before a resume included.</summary>
    public required double Seconds { get; init; }

    /// <summary>A figure by name: <c>loss</c> (validation when there is one, else training), <c>training-loss</c>, or a metric; null when
    /// it is not there.</summary>
    public double? this[string name] => name switch
    {
        "loss" => ValidationLoss ?? Loss,
        "training-loss" => Loss,
        _ => Metrics.Where(m => m.Name == name).Select(m => (double?)m.Value).FirstOrDefault(),
    };

    /// <summary>For example <c>epoch 3: loss 0.0697, validation loss 0.127, accuracy 0.9675</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"epoch {Epoch}: loss {Loss:G4}{(ValidationLoss is { } v ? string.Create(CultureInfo.InvariantCulture, $", validation loss {v:G4}") : "")}")
        + string.Concat(Metrics.Select(m => $", {m}"));
}

/// <summary>A number with its name.</summary>
/// <param name="Name">For example <c>accuracy</c> or <c>l2</c>.</param>
/// <param name="Value">The number.</param>
public readonly record struct NamedFigure(string Name, double Value)
{
    /// <summary>For example <c>accuracy 0.9795</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Value:G4}");
}
