namespace Cajal.Training;

/// <summary>Something that watches a training run and may stop it. Override what you need.</summary>
/// <remarks>What a callback remembers between epochs belongs into <see cref="Save"/> and <see cref="Load"/>, so that a resumed run goes on
/// as if it had not been interrupted.</remarks>
public abstract class Callback
{
    /// <summary>Its name in checkpoints; unique among the callbacks of a trainer.</summary>
    public abstract string Name { get; }

    /// <summary>Training begins, or goes on after <see cref="Load"/>.</summary>
    public virtual void OnStart(Trainer trainer) { }

    /// <summary>A batch is at hand, and the update on it comes next. Runs in every step: keep it short, free of garbage, and let the model as it is.</summary>
    /// <param name="trainer">Who trains.</param>
    /// <param name="inputs">The batch, or its first micro-batch; written anew for the next.</param>
    /// <param name="targets">Its targets.</param>
    public virtual void OnBatch(Trainer trainer, Tensor inputs, Tensor targets) { }

    /// <summary>An update was made. Runs in every step: keep it short and free of garbage.</summary>
    public virtual void OnStep(Trainer trainer) { }

    /// <summary>An epoch ended and was validated. <c>trainer.Stop</c> makes it the last one.</summary>
    public virtual void OnEpoch(Trainer trainer, EpochResult result) { }

    /// <summary>Training ended, after the last checkpoint was written; never after an exception. Returns a sentence for the result, or
    /// null.</summary>
    public virtual string? OnEnd(Trainer trainer, StopReason reason) => null;

    /// <summary>Always called last, also after an exception: closes what is open.</summary>
    public virtual void Close() { }

    /// <summary>Writes what must survive into a checkpoint.</summary>
    public virtual void Save(StateSection section) { }

    /// <summary>Reads it back.</summary>
    public virtual void Load(StateSection section) { }
}
