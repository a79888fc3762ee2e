using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>T9: the path back to the first layers is cut, as by a value that was read and put back.</summary>
internal sealed class CutPath() : Fault("T9", "path to the first layers cut")
{
    public override bool Suits(Patient healthy) => healthy.Network(healthy, new Rng(1)) is Cajal.Networks.Sequential;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        Network = (p, rng) =>
        {
            var whole = (Cajal.Networks.Sequential)healthy.Network(p, rng);
            return new Wrapped(whole, (_, x) =>
            {
                int cut = strength == 1 ? whole.Children.Count - 1 : 2;
                for (int i = 0; i < whole.Children.Count; i++) x = ((Cajal.Networks.Layer)whole.Children[i]).Forward(i == cut ? x.StopGradient() : x);
                return x;
            });
        },
    };
}
