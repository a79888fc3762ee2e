namespace Cajal;

/// <summary>What a forward pass is for. Dropout and normalisation behave by it. The tape carries it; without a tape it is inference.</summary>
public enum Mode
{
    /// <summary>Using a network: no dropout, running statistics.</summary>
    Inference,

    /// <summary>Training it: dropout draws, statistics are those of the batch.</summary>
    Training,
}
