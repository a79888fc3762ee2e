using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>C3: new rows whose inputs have moved by a standard deviation. The twin's are drawn from the training rows.</summary>
internal sealed class DriftedRows() : Fault("C3", "new rows moved by a standard deviation")
{
    public override Patient Plant(Patient healthy, double strength)
    {
        var rows = healthy.ValidationX;
        float by = (float)(strength * rows.StandardDeviation().Item());
        return Short(healthy) with { NewX = (rows + by).Keep() };
    }

    public override Patient Twin(Patient healthy)
    {
        var rng = new Rng(healthy.Seed).Fork("bootstrap");
        int count = healthy.X.Shape[0], width = healthy.X.Count / count;
        float[] all = healthy.X.ToArray<float>(), drawn = new float[300 * width];
        for (int i = 0; i < 300; i++) all.AsSpan(rng.NextInt(count) * width, width).CopyTo(drawn.AsSpan(i * width));
        return Short(healthy) with { NewX = Tensor.From(drawn, healthy.X.Shape.Without(0).Insert(0, 300)) };
    }

    // What was learned does not matter here.
    private static Patient Short(Patient healthy) => healthy with { Epochs = Math.Max(2, healthy.Epochs / 4) };
}
