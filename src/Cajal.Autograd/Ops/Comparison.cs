using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Y = true where A and B stand in a relation, with broadcasting.      any numbers → Bool; no gradient passes</summary>
public abstract record Comparison<TRelation> : Op where TRelation : struct, IRelation
{
    /// <inheritdoc/>
    public sealed override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public sealed override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        SameDType(x);
        return new(Broadcast(x[0].Shape, x[1].Shape), DType.Bool);
    }

    /// <inheritdoc/>
    public sealed override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (x[0].DType)
        {
            case DType.Float32: BroadcastLoop.Masks<float, Rule<float>>(x[0], x[1], y[0]); break;
            case DType.Float64: BroadcastLoop.Masks<double, Rule<double>>(x[0], x[1], y[0]); break;
            case DType.Int32: BroadcastLoop.Masks<int, Rule<int>>(x[0], x[1], y[0]); break;
            case DType.Int64: BroadcastLoop.Masks<long, Rule<long>>(x[0], x[1], y[0]); break;
            default: BroadcastLoop.Masks<byte, Rule<byte>>(x[0], x[1], y[0]); break;
        }
    }

    private readonly struct Rule<T> : IMaskRule<T> where T : unmanaged, INumber<T>
    {
        public bool Holds(T a, T b) => default(TRelation).Holds(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Holds(Vector128<T> a, Vector128<T> b) => default(TRelation).Holds(a, b);
    }
}

/// <summary>A relation of two numbers.</summary>
public interface IRelation
{
    /// <summary>True when a and b stand in the relation.</summary>
    bool Holds<T>(T a, T b) where T : INumber<T>;

    /// <summary>The same number by number: all bits set where they do, none elsewhere.</summary>
    Vector128<T> Holds<T>(Vector128<T> a, Vector128<T> b) where T : INumber<T>;
}
