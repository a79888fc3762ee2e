using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Y = A ∧ B, with broadcasting.      Bool, Bool → Bool</summary>
public sealed record And : Logical<And.Rule>
{
    internal static readonly And Instance = new();

    /// <summary>a ∧ b</summary>
    public readonly struct Rule : ITruthRule
    {
        /// <inheritdoc/>
        public bool Holds(bool a, bool b) => a & b;

        /// <inheritdoc/>
        public Vector128<byte> Holds(Vector128<byte> a, Vector128<byte> b) => a & b;
    }
}

/// <summary>Logical ∧.</summary>
public static class AndOnTensor
{
    extension(Tensor)
    {
        /// <summary>True where both hold.</summary>
        public static Tensor operator &(Tensor a, Tensor b) => Op.Apply(And.Instance, a, b);
    }
}
