using System.Numerics;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Y = (A = B), with broadcasting.      → Bool; false where either is NaN</summary>
public sealed record EqualTo : Comparison<EqualTo.Relation>
{
    internal static readonly EqualTo Instance = new();

    /// <summary>a = b</summary>
    public readonly struct Relation : IRelation
    {
        /// <inheritdoc/>
        public bool Holds<T>(T a, T b) where T : INumber<T> => a == b;

        /// <inheritdoc/>
        public Vector128<T> Holds<T>(Vector128<T> a, Vector128<T> b) where T : INumber<T> => Vector128.Equals(a, b);
    }
}

/// <summary>Equality of numbers; <c>==</c> between tensors asks whether they are the same object.</summary>
public static class EqualToOnTensor
{
    extension(Tensor a)
    {
        /// <summary>True where a = b.</summary>
        public Tensor EqualTo(Tensor b) => Op.Apply(Cajal.EqualTo.Instance, a, b);

        /// <summary>True where a = b; the number takes the tensor's element type.</summary>
        public Tensor EqualTo(double b) => a.EqualTo(ScalarOperand.Of(b, a));
    }
}
