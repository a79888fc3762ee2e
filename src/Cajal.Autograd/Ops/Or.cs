using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Y = A ∨ B, with broadcasting.      Bool, Bool → Bool</summary>
public sealed record Or : Logical<Or.Rule>
{
    internal static readonly Or Instance = new();

    /// <summary>a ∨ b</summary>
    public readonly struct Rule : ITruthRule
    {
        /// <inheritdoc/>
        public bool Holds(bool a, bool b) => a | b;

        /// <inheritdoc/>
        public Vector128<byte> Holds(Vector128<byte> a, Vector128<byte> b) => a | b;
    }
}

/// <summary>Logical ∨.</summary>
public static class OrOnTensor
{
    extension(Tensor)
    {
        /// <summary>True where at least one holds.</summary>
        public static Tensor operator |(Tensor a, Tensor b) => Op.Apply(Or.Instance, a, b);
    }
}
