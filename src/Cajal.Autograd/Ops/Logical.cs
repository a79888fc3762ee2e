using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Y = a rule of two truth values, with broadcasting.      Bool, Bool → Bool; no gradient passes</summary>
public abstract record Logical<TRule> : Op where TRule : struct, ITruthRule
{
    /// <inheritdoc/>
    public sealed override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public sealed override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        if (SameDType(x) != DType.Bool)
            throw new InvalidOperationException(
                $"{Name} needs Bool tensors; received {x[0].DType} {x[0].Shape}. Compare with something first, for example x > 0.");
        return new(Broadcast(x[0].Shape, x[1].Shape), DType.Bool);
    }

    /// <inheritdoc/>
    public sealed override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) =>
        BroadcastLoop.Masks<byte, Rule>(x[0], x[1], y[0]);

    private readonly struct Rule : IMaskRule<byte>
    {
        public bool Holds(byte a, byte b) => default(TRule).Holds(a != 0, b != 0);

        public Vector128<byte> Holds(Vector128<byte> a, Vector128<byte> b) => default(TRule).Holds(a, b);
    }
}

/// <summary>A rule of two truth values.</summary>
public interface ITruthRule
{
    /// <summary>The rule's value.</summary>
    bool Holds(bool a, bool b);

    /// <summary>The same for truth values of a byte each, 0 or 1; only the last bits of the result count.</summary>
    Vector128<byte> Holds(Vector128<byte> a, Vector128<byte> b);
}
