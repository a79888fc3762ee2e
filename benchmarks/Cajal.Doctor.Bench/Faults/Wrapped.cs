using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>A network with a few operations before or behind it.</summary>
internal sealed class Wrapped : Layer
{
    private readonly Func<Layer, Tensor, Tensor> compute;
    private readonly Layer inner;

    /// <summary>Wraps a network.</summary>
    /// <param name="inner">What is wrapped.</param>
    /// <param name="compute">The whole, of the network and its input.</param>
    public Wrapped(Layer inner, Func<Layer, Tensor, Tensor> compute) => (this.inner, this.compute) = (RegisterModule("inner", inner), compute);

    protected override Tensor Compute(Tensor x) => compute(inner, x);

    /// <summary>A patient whose network is wrapped.</summary>
    public static Patient In(Patient healthy, Func<Layer, Tensor, Tensor> compute) => healthy with { Network = (p, rng) => new Wrapped(healthy.Network(p, rng), compute) };
}
