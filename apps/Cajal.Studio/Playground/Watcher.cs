using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The ears of a session in its trainer.</summary>
internal sealed class Watcher : Callback
{
    /// <inheritdoc/>
    public override string Name => "studio";

    /// <summary>Is told of each step.</summary>
    public Action? Stepped { get; set; }

    /// <summary>Is told of each epoch.</summary>
    public Action<EpochResult>? Ended { get; set; }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer) => Stepped?.Invoke();

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer, EpochResult result) => Ended?.Invoke(result);
}
