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
