namespace Cajal.Insight;

/// <summary>What a finding is about, in the order in which the Doctor speaks: who trains on wrong data need not ask about the learning rate.</summary>
public enum Stage
{
    /// <summary>The examples and their split.</summary>
    Data,

    /// <summary>Network, loss and first weights, before the first update.</summary>
    SetUp,

    /// <summary>How the weights move.</summary>
    Optimisation,

    /// <summary>What holds on examples it was not trained on.</summary>
    Generalisation,

    /// <summary>Whether answers can be relied on, and what they cost.</summary>
    Trust,
}
