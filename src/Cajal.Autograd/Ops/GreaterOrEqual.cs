using System.Numerics;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Y = (A ≥ B), with broadcasting.      → Bool; false where either is NaN</summary>
public sealed record GreaterOrEqual : Comparison<GreaterOrEqual.Relation>
{
    internal static readonly GreaterOrEqual Instance = new();

    /// <summary>a ≥ b</summary>
    public readonly struct Relation : IRelation
    {
        /// <inheritdoc/>
        public bool Holds<T>(T a, T b) where T : INumber<T> => a >= b;

        /// <inheritdoc/>
        public Vector128<T> Holds<T>(Vector128<T> a, Vector128<T> b) where T : INumber<T> => Vector128.GreaterThanOrEqual(a, b);
    }
}

/// <summary>At least and at most.</summary>
public static class GreaterOrEqualOnTensor
{
    extension(Tensor)
    {
        /// <summary>True where a ≥ b.</summary>
        public static Tensor operator >=(Tensor a, Tensor b) => Op.Apply(GreaterOrEqual.Instance, a, b);

        /// <summary>True where a ≤ b.</summary>
        public static Tensor operator <=(Tensor a, Tensor b) => Op.Apply(GreaterOrEqual.Instance, b, a);

        /// <summary>True where a ≥ b; the number takes the tensor's element type.</summary>
        public static Tensor operator >=(Tensor a, double b) => a >= ScalarOperand.Of(b, a);

        /// <summary>True where a ≤ b; the number takes the tensor's element type.</summary>
        public static Tensor operator <=(Tensor a, double b) => a <= ScalarOperand.Of(b, a);

        /// <summary>True where a ≥ b; the number takes the tensor's element type.</summary>
        public static Tensor operator >=(double a, Tensor b) => ScalarOperand.Of(a, b) >= b;

        /// <summary>True where a ≤ b; the number takes the tensor's element type.</summary>
        public static Tensor operator <=(double a, Tensor b) => ScalarOperand.Of(a, b) <= b;
    }
}
