using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>S2: hidden layers without activation; at half strength one activation of several is left out.</summary>
internal sealed class NoActivation() : Fault("S2", "hidden layers without activation")
{
    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth);

    public override bool IsCurable => true;

    // No function is the identity; a cure that names one puts it between the layers.
    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        Activation = strength == 1 ? "identity" : healthy.Activation,
        Network = (p, rng) =>
        {
            if (strength == 1 && p.Activation != "identity") return Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer);
            var layers = new List<Layer>();
            int before = p.X.Shape[1];
            for (int i = 0; i < Math.Max(2, p.Depth); i++, before = p.Width)
            {
                layers.Add(new Linear(before, p.Width, rng, weight: p.Initializer));
                if (strength < 1 && i > 0) layers.Add(Activation.Parse(p.Activation));
            }
            return new Sequential([.. layers, new Linear(before, p.Outputs, rng)]);
        },
    };

    /// <summary>A linear model on purpose where a plane parts the classes; else a narrow code in front of the network.</summary>
    public override Patient Twin(Patient healthy) => healthy with
    {
        Network = (p, rng) => p.IsLinear ? new Sequential(new Linear(p.X.Shape[1], p.Outputs, rng))
            : new Sequential(new Linear(p.X.Shape[1], p.Width, rng), Activation.Parse(p.Activation), new Linear(p.Width, 4, rng), new Linear(4, p.Width, rng), Activation.Parse(p.Activation),
                new Linear(p.Width, p.Outputs, rng)),
    };
}
