using System.Numerics;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Y = (A &gt; B), with broadcasting.      → Bool; false where either is NaN</summary>
public sealed record Greater : Comparison<Greater.Relation>
{
    internal static readonly Greater Instance = new();

    /// <summary>a &gt; b</summary>
    public readonly struct Relation : IRelation
    {
        /// <inheritdoc/>
        public bool Holds<T>(T a, T b) where T : INumber<T> => a > b;

        /// <inheritdoc/>
        public Vector128<T> Holds<T>(Vector128<T> a, Vector128<T> b) where T : INumber<T> => Vector128.GreaterThan(a, b);
    }
}

/// <summary>Greater and less.</summary>
public static class GreaterOnTensor
{
    extension(Tensor)
    {
        /// <summary>True where a &gt; b.</summary>
        public static Tensor operator >(Tensor a, Tensor b) => Op.Apply(Greater.Instance, a, b);

        /// <summary>True where a &lt; b.</summary>
        public static Tensor operator <(Tensor a, Tensor b) => Op.Apply(Greater.Instance, b, a);

        /// <summary>True where a &gt; b; the number takes the tensor's element type.</summary>
        public static Tensor operator >(Tensor a, double b) => a > ScalarOperand.Of(b, a);

        /// <summary>True where a &lt; b; the number takes the tensor's element type.</summary>
        public static Tensor operator <(Tensor a, double b) => a < ScalarOperand.Of(b, a);

        /// <summary>True where a &gt; b; the number takes the tensor's element type.</summary>
        public static Tensor operator >(double a, Tensor b) => ScalarOperand.Of(a, b) > b;

        /// <summary>True where a &lt; b; the number takes the tensor's element type.</summary>
        public static Tensor operator <(double a, Tensor b) => ScalarOperand.Of(a, b) < b;
    }
}
