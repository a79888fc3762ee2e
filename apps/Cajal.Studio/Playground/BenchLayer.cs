using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>A layer of a bench and what belongs to it: z = W·x + b, n = norm(z), a = f(n), then dropout, and with a skip x is added.</summary>
/// <param name="Linear">z = W·x + b.</param>
/// <param name="Function">a = f(n); null for a = n.</param>
/// <param name="Activation">Its name.</param>
internal sealed record BenchLayer(Linear Linear, Activation? Function, string Activation)
{
    /// <summary>n = norm(z); null for n = z.</summary>
    public Layer? Norm { get; init; }

    /// <summary>Drops units in training; null for none.</summary>
    public Dropout? Dropout { get; init; }

    /// <summary>Whether x is added at the end.</summary>
    public bool Skips { get; init; }

    /// <summary>The penalties of this layer alone.</summary>
    public double L1 { get; init; }

    /// <summary>λ of Σw².</summary>
    public double L2 { get; init; }

    /// <summary>Its parts in their order.</summary>
    public IReadOnlyList<Layer> Parts => [Linear, .. new Layer?[] { Norm, Function, Dropout }.OfType<Layer>()];

    /// <summary>Its parts as they stand in the network.</summary>
    public IReadOnlyList<Layer> Chain => Skips ? [new Residual([.. Parts])] : Parts;

    /// <summary>x [n, in] → what it is made of, [n, units] each.</summary>
    public BenchPass Pass(Tensor x) => Behind(x, Linear.Forward(x));

    /// <summary>What follows z.</summary>
    public BenchPass Behind(Tensor x, Tensor z)
    {
        var n = Norm is null ? z : Norm.Forward(z);
        var a = Function is null ? n : Function.Forward(n);
        var kept = Dropout is null ? a : Dropout.Forward(a);
        return new BenchPass(z, n, a, Skips ? x + kept : kept);
    }
}

/// <summary>What a layer makes of its input.</summary>
/// <param name="Z">W·x + b.</param>
/// <param name="N">After the norm.</param>
/// <param name="A">f of it.</param>
/// <param name="Out">What the next layer reads.</param>
internal readonly record struct BenchPass(Tensor Z, Tensor N, Tensor A, Tensor Out);
