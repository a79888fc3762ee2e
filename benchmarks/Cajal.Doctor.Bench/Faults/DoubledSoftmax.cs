using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>S1: a softmax in front of the one that cross-entropy takes.</summary>
internal sealed class DoubledSoftmax() : Fault("S1", "softmax taken twice")
{
    public override bool Suits(Patient healthy) => healthy.IsClassifier;

    // At half strength it is a tanh that holds the logits.
    public override Patient Plant(Patient healthy, double strength) => strength == 1
        ? healthy with { Network = (p, rng) => new Sequential(healthy.Network(p, rng), Activation.Parse("softmax")) }
        : healthy with { Loss = (a, t) => a.Tanh().CrossEntropy(t) };

    /// <summary>The log-softmax in the network and the likelihood that wants it.</summary>
    public override Patient Twin(Patient healthy) => healthy with
    {
        Network = (p, rng) => new Sequential(healthy.Network(p, rng), Activation.Parse("log-softmax")),
        Loss = (a, t) => a.NegativeLogLikelihood(t),
    };
}
