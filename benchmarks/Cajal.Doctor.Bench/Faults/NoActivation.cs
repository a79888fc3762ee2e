using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>S2: hidden layers without activation; at half strength one activation of several is left out.</summary>
internal sealed class NoActivation() : Fault("S2", "hidden layers without activation")
{
    public override bool Suits(Patient healthy) => healthy.X.Rank == 2;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        Network = (p, rng) =>
        {
            var layers = new List<Layer>();
            int before = p.X.Shape[1];
            for (int i = 0; i < Math.Max(2, p.Depth); i++, before = p.Width)
            {
                layers.Add(new Linear(before, p.Width, rng, weight: p.Initializer));
                if (strength < 1 && i > 0) layers.Add(Activation.Parse(p.Activation));
            }
            return new Sequential([.. layers, new Linear(before, Math.Max(1, p.Classes), rng)]);
        },
    };

    /// <summary>A linear model on purpose where a plane parts the classes; else a narrow code in front of the network.</summary>
    public override Patient Twin(Patient healthy) => healthy with
    {
        Network = (p, rng) => p.X.Shape[1] == 20 || p.Classes == 4 ? new Sequential(new Linear(p.X.Shape[1], p.Classes, rng))
            : new Sequential(new Linear(p.X.Shape[1], p.Width, rng), Activation.Parse(p.Activation), new Linear(p.Width, 4, rng), new Linear(4, p.Width, rng), Activation.Parse(p.Activation),
                new Linear(p.Width, Math.Max(1, p.Classes), rng)),
    };
}
