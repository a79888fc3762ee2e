using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Scores;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>Each check of generalisation speaks on a planted fault and is silent on its twin.</summary>
public class GeneralisationCheckTests
{
    private static readonly SickRun Healthy = new();

    [Fact]
    public void G1_sees_rows_learned_by_heart_and_says_what_else_was_tested()
    {
        var sick = Healthy with { Rows = 40, Epochs = 150, Network = rng => Mlp.Build([2, 48, 48, 4], rng), Data = (isTraining, _, y) => Wrong(y, 5) };
        var finding = Speaks("G1", sick, Healthy with { Epochs = 30 });
        finding.Causes[0].Name.ShouldContain("by heart");
        finding.Causes.Select(c => c.Name).ShouldContain("a split that is not honest");
        finding.Causes.Single(c => c.Name.Contains("split", StringComparison.Ordinal)).Against.ShouldNotBeEmpty();
    }

    [Fact]
    public void G1_sees_rows_learned_by_heart_whose_validation_loss_never_turned()
    {
        // Numbers that are noise for a good part: validation is nearly as bad as chance from the start.
        var (train, judged) = (Surface(40, 11, 0.8), Surface(300, 12, 0.8));
        var verdict = Watched(rng => Mlp.Build([5, 64, 64, 1], rng), train, judged, 150);
        verdict.All.Single(f => f.Code == "G1").Severity.ShouldBe(Severity.Warning);
        Watched(rng => Mlp.Build([5, 24, 24, 1], rng), Surface(500, 11, 0.1), judged: Surface(300, 12, 0.1), 30).All.ShouldNotContain(f => f.Code == "G1");
    }

    [Fact]
    public void G2_sees_errors_that_are_no_noise()
    {
        // Neighbours in five dimensions answer no better themselves.
        var patient = new NarrowNetwork().Plant(DoctorBench.Patients.Numbers.Huber(7), 1);
        Trial.Of(patient, isTrained: true, Thresholds.Standard).Verdict.All.Single(f => f.Code == "G2").Symptom.ShouldContain("foretold");
        // As large an error that is noise is left alone.
        Watched(rng => Mlp.Build([5, 24, 1], rng, "silu"), Surface(500, 11, 0.9), Surface(300, 12, 0.9), 12).All.ShouldNotContain(f => f.Code == "G2");
    }

    [Fact]
    public void G5_counts_the_rows_in_which_two_settings_can_differ() => Speaks("G5", Healthy with { ValidationRows = 80, Rows = 400 }, Healthy with { ValidationRows = 160, Rows = 700 });

    private static Verdict Watched(Func<Rng, Layer> network, TensorBatches train, TensorBatches judged, int epochs)
    {
        var model = network(new Rng(4));
        var doctor = new Cajal.Insight.Doctor();
        new Trainer(model, (a, t) => a.MeanSquaredError(t), new Adam(model.Parameters, 0.01)) { Callbacks = [doctor] }.Fit(train, epochs, judged);
        return doctor.Verdict;
    }

    private static TensorBatches Surface(int count, ulong seed, double noise)
    {
        var rng = new Rng(seed);
        float[] x = [.. Enumerable.Range(0, count * 5).Select(_ => (float)rng.NextNormal())];
        float[] y = [.. Enumerable.Range(0, count).Select(i => (float)(0.8 * Math.Sin(x[5 * i]) + 0.4 * x[5 * i + 1] * x[5 * i + 1] - 0.4 + 0.3 * x[5 * i + 2] + noise * rng.NextNormal()))];
        return new TensorBatches(Tensor.From(x, [count, 5]), Tensor.From(y, [count, 1]), 20, seed == 11 ? 5UL : null);
    }

    [Fact]
    public void G2_sees_too_few_units() => Speaks("G2", Healthy with { Network = rng => Mlp.Build([2, 1, 2], rng, "tanh"), Data = Corners, Epochs = 60, Optimizer = p => new Adam(p, 0.05) },
        Healthy with { Data = (_, _, y) => Wrong(y, 2), Epochs = 10 });

    [Fact]
    public void G3_sees_validation_rows_that_are_easier() => Speaks("G3", Healthy with { Data = (isTraining, _, y) => { if (isTraining) Wrong(y, 4); }, Epochs = 6 },
        Healthy with { Network = rng => Mlp.Build([2, 12, 12, 4], rng, dropout: 0.3) });

    [Fact]
    public void G4_sees_weights_drawn_to_0() => Speaks("G4", Healthy with { Penalties = [new L2Penalty(1)] }, Healthy with { Penalties = [new L1Penalty(1e-4)] });

    [Fact]
    public void G5_sees_too_few_validation_rows()
    {
        Speaks("G5", Healthy with { ValidationRows = 30 }, Healthy);
        // Who has no more can set no more aside.
        (Healthy with { ValidationRows = 30, Rows = 60 }).Verdict().Found["G5"].Severity.ShouldBe(Severity.Note);
    }

    private static Finding Speaks(string code, SickRun sick, SickRun twin)
    {
        var (found, verdict) = sick.Verdict();
        found.ShouldContainKey(code, $"{verdict} {string.Join(' ', verdict.Notes)}");
        found[code].Severity.ShouldBe(Severity.Warning);
        found[code].Prescriptions.ShouldNotBeEmpty();
        var (healthy, sound) = twin.Verdict();
        healthy.Values.Where(f => f.Severity > Severity.Note).ShouldBeEmpty(sound.ToString());
        return found[code];
    }

    // Every so manieth label is another one.
    private static void Wrong(int[] y, int every)
    {
        for (int i = 0; i < y.Length; i += every) y[i] = (y[i] + 1 + i / every % 3) % 4;
    }

    private static void Corners(bool isTraining, float[] x, int[] y)
    {
        for (int i = 0; i < y.Length; i++) y[i] = x[2 * i] > 0 == x[2 * i + 1] > 0 ? 1 : 0;
    }
}
