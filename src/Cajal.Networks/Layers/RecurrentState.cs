namespace Cajal.Networks;

/// <summary>What a recurrent network carries from step to step: h, and for an LSTM its cell c. Of a whole network [layers · directions, N,
/// H], in the order layer 0 forward, layer 0 reverse, layer 1 forward, …; of a cell [N, H].</summary>
/// <param name="Hidden">h.</param>
/// <param name="Cell">c; null where there is none.</param>
public sealed record RecurrentState(Tensor Hidden, Tensor? Cell = null);
