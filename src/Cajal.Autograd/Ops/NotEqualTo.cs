using System.Numerics;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Y = (A ≠ B), with broadcasting.      → Bool; true where either is NaN</summary>
public sealed record NotEqualTo : Comparison<NotEqualTo.Relation>
{
    internal static readonly NotEqualTo Instance = new();

    /// <summary>a ≠ b</summary>
    public readonly struct Relation : IRelation
    {
        /// <inheritdoc/>
        public bool Holds<T>(T a, T b) where T : INumber<T> => a != b;

        /// <inheritdoc/>
        public Vector128<T> Holds<T>(Vector128<T> a, Vector128<T> b) where T : INumber<T> => ~Vector128.Equals(a, b);
    }
}

/// <summary>Inequality of numbers.</summary>
public static class NotEqualToOnTensor
{
    extension(Tensor a)
    {
        /// <summary>True where a ≠ b.</summary>
        public Tensor NotEqualTo(Tensor b) => Op.Apply(Cajal.NotEqualTo.Instance, a, b);

        /// <summary>True where a ≠ b; the number takes the tensor's element type.</summary>
        public Tensor NotEqualTo(double b) => a.NotEqualTo(ScalarOperand.Of(b, a));
    }
}
