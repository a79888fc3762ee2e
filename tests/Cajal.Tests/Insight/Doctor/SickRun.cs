using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>A small training watched by the Doctor; what is not set is healthy: four clouds, ReLU, Adam.</summary>
internal sealed record SickRun
{
    public Func<Rng, Layer> Network { get; init; } = rng => Mlp.Build([2, 12, 12, 4], rng);

    public Func<Tensor, Tensor, Tensor> Loss { get; init; } = (a, t) => a.CrossEntropy(t);

    public Func<IReadOnlyList<Parameter>, Optimizer> Optimizer { get; init; } = p => new Adam(p, 0.01);

    public Action<Layer>? Changed { get; init; }

    public Func<Layer, IReadOnlyList<Parameter>>? Moved { get; init; }

    public IReadOnlyList<Penalty> Penalties { get; init; } = [];

    public Schedule? Schedule { get; init; }

    public int Epochs { get; init; } = 12;

    public int Rows { get; init; } = 200;

    public int ValidationRows { get; init; } = 200;

    public int Batch { get; init; } = 20;

    /// <summary>Changes inputs and labels of training (true) or validation.</summary>
    public Action<bool, float[], int[]>? Data { get; init; }

    /// <summary>Trains, and lets all checks speak.</summary>
    public (Dictionary<string, Finding> Found, Verdict Verdict) Verdict()
    {
        var rng = new Rng(7);
        var network = Network(rng);
        Changed?.Invoke(network);
        var doctor = new Cajal.Insight.Doctor();
        var trainer = new Trainer(network, Loss, Optimizer(Moved?.Invoke(network) ?? network.Parameters)) { Penalties = Penalties, Schedule = Schedule, Callbacks = [doctor] };
        try
        {
            trainer.Fit(Rowed(true, Rows), Epochs, Rowed(false, ValidationRows));
        }
        catch (RunException)
        {
            // A loss that is no number.
        }
        return (doctor.Verdict.All.ToDictionary(f => f.Code), doctor.Verdict);
    }

    private TensorBatches Rowed(bool isTraining, int count)
    {
        var rng = new Rng(3).Fork(isTraining ? "train" : "validation");
        float[] x = new float[count * 2];
        int[] y = new int[count];
        for (int i = 0; i < count; i++)
        {
            y[i] = rng.NextInt(4);
            (x[2 * i], x[2 * i + 1]) = (y[i] % 2 * 2 - 1 + 0.3f * (float)rng.NextNormal(), y[i] / 2 * 2 - 1 + 0.3f * (float)rng.NextNormal());
        }
        Data?.Invoke(isTraining, x, y);
        return new TensorBatches(Tensor.From(x, [count, 2]), Tensor.From(y, [count]), isTraining ? Batch : 250, isTraining ? 5UL : null);
    }
}
