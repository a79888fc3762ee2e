using System.Numerics;

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
            case DType.Float32: BroadcastLoop.Each<float, bool, Rule<float>>(x[0], x[1], y[0]); break;
            case DType.Float64: BroadcastLoop.Each<double, bool, Rule<double>>(x[0], x[1], y[0]); break;
            case DType.Int32: BroadcastLoop.Each<int, bool, Rule<int>>(x[0], x[1], y[0]); break;
            case DType.Int64: BroadcastLoop.Each<long, bool, Rule<long>>(x[0], x[1], y[0]); break;
            default: BroadcastLoop.Each<byte, bool, Rule<byte>>(x[0], x[1], y[0]); break;
        }
    }

    private readonly struct Rule<T> : IPairRule<T, bool> where T : INumber<T>
    {
        public bool Of(T a, T b) => default(TRelation).Holds(a, b);
    }
}

/// <summary>A relation of two numbers.</summary>
public interface IRelation
{
    /// <summary>True when a and b stand in the relation.</summary>
    bool Holds<T>(T a, T b) where T : INumber<T>;
}
