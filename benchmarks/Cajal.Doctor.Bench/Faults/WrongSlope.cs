using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>S6: an activation of the user's own whose derivative has the wrong sign, or at half strength half of its size.</summary>
internal sealed class WrongSlope() : Fault("S6", "own activation with a wrong derivative")
{
    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth);

    public override Patient Plant(Patient healthy, double strength) => With(healthy, strength == 1 ? -1 : 0.5);

    /// <summary>The same with its right derivative; it has a kink at 0.</summary>
    public override Patient Twin(Patient healthy) => With(healthy, 1);

    private static Patient With(Patient healthy, double slope) => healthy with
    {
        Network = (p, rng) =>
        {
            var layers = new List<Layer>();
            int before = p.X.Shape[1];
            for (int i = 0; i < p.Depth; i++, before = p.Width)
                layers.AddRange([new Linear(before, p.Width, rng, weight: p.Initializer), new Activation("bent", x => Op.Apply(new Bent(slope), x))]);
            return new Sequential([.. layers, new Linear(before, p.Outputs, rng)]);
        },
    };

    /// <summary>y = x for x above 0, else x/4      dx = dy · (1 or 1/4), times a factor that is 1 when it is right</summary>
    private sealed record Bent(double Slope) : Op
    {
        public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, SameFloat(x));

        public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
        {
            if (x[0].DType == DType.Float32)
            {
                float[] from = x[0].ToArray<float>();
                var to = Write<float>(y[0]);
                for (int i = 0; i < to.Length; i++) to[i] = from[i] > 0 ? from[i] : from[i] / 4;
            }
            else
            {
                double[] from = x[0].ToArray<double>();
                var to = Write<double>(y[0]);
                for (int i = 0; i < to.Length; i++) to[i] = from[i] > 0 ? from[i] : from[i] / 4;
            }
        }

        public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient * (pass.Input(0).Step() * 0.75 + 0.25) * Slope;
    }
}
