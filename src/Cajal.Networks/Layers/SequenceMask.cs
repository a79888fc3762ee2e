namespace Cajal.Networks;

/// <summary>Masks for sequences of different length that lie in one batch, padded to the longest.</summary>
public static class SequenceMask
{
    /// <summary>True where a step counts: lengths [N], T steps → Bool [N, T].</summary>
    public static Tensor Steps(Tensor lengths, int steps) => Tensor.Arange(steps).Reshape(1, steps) < lengths.To(DType.Int64).Unsqueeze(-1);

    /// <summary>True where there is only padding, as attention's <c>keyPadding</c> wants it: lengths [N], T steps → Bool [N, T].</summary>
    public static Tensor Padding(Tensor lengths, int steps) => Tensor.Arange(steps).Reshape(1,
        steps) >= lengths.To(DType.Int64).Unsqueeze(-1);

    /// <summary>True above the diagonal: what step i may not see of step j when j comes later. Bool [T, T].</summary>
    public static Tensor Causal(int steps) => Tensor.Arange(steps).Reshape(1, steps) > Tensor.Arange(steps).Reshape(steps, 1);
}
