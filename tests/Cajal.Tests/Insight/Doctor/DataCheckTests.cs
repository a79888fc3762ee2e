using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>Each check of the data speaks on a planted fault and is silent on its twin, before any training.</summary>
public class DataCheckTests
{
    private const int Count = 240;

    [Fact]
    public void Nothing_is_found_in_healthy_data() => Look((_, _, _) => { }).Values.Where(f => f.Severity > Severity.Note).ShouldBeEmpty();

    [Fact]
    public void D1_sees_rows_on_both_sides_of_the_split()
    {
        var found = Look((validation, x, y) =>
        {
            if (!validation) return;
            var (tx, ty) = Draw(isValidation: false);
            for (int i = 0; i < 24; i++) (x[3 * i], x[3 * i + 1], x[3 * i + 2], y[i]) = (tx[3 * i], tx[3 * i + 1], tx[3 * i + 2], ty[i]);
        })["D1"];
        found.Severity.ShouldBe(Severity.Error);
        found.Evidence[0].Value.ShouldBe(0.1, 1e-9);
        found.Places[0].ShouldBe("validation row 1 = training row 1");
        // On a grid rows repeat by chance, which is only told.
        Look((_, x, _) => { for (int i = 0; i < x.Length; i++) x[i] = MathF.Round(x[i]); })["D1"].Severity.ShouldBe(Severity.Note);
    }

    [Fact]
    public void D2_sees_equal_inputs_with_unequal_labels()
    {
        Look(Doubled(1))["D2"].Places[0].ShouldMatch("training row ([0-9]+) \\([012]\\) and training row 12?[0-9]+ \\([012]\\)");
        Look(Doubled(0)).ShouldNotContainKey("D2");

        static Action<bool, float[], int[]> Doubled(int turn) => (validation, x, y) =>
        {
            for (int i = 0; !validation && i < 12; i++)
            {
                for (int k = 0; k < 3; k++) x[3 * (i + 120) + k] = x[3 * i + k];
                y[i + 120] = (y[i] + turn) % 3;
            }
        };
    }

    [Fact]
    public void D3_sees_labels_that_are_turned_and_lists_their_rows()
    {
        var found = Look((validation, _, y) => { for (int i = 0; !validation && i < Count; i += 10) y[i] = (y[i] + 1) % 3; })["D3"];
        found.Places.Take(10).ShouldAllBe(place => (int.Parse(place.Split(' ')[2].TrimEnd(':')) - 1) % 10 == 0);
        // Classes that overlap are no wrong labels.
        Look((_, x, _) => { var rng = new Rng(9); for (int i = 0; i < x.Length; i++) x[i] += 0.8f * (float)rng.NextNormal(); }).ShouldNotContainKey("D3");
    }

    [Fact]
    public void D5_sees_raw_units_and_numbers_that_are_none()
    {
        Look((_, x, _) => { for (int i = 1; i < x.Length; i += 3) x[i] *= 1000; })["D5"].Places[0].ShouldStartWith("input 2: ");
        Look((validation, x, _) => { if (!validation) x[3 * 16] = float.NaN; }, isNaN: true)["D5"].Places[0].ShouldBe("training row 17");
    }

    [Fact]
    public void D6_sees_batches_of_one_class()
    {
        Look((_, _, _) => { }, isShuffled: false).ShouldNotContainKey("D6");
        Look(Sorted, isShuffled: false)["D6"].Severity.ShouldBe(Severity.Warning);
        Look(Sorted).ShouldNotContainKey("D6");

        static void Sorted(bool validation, float[] x, int[] y)
        {
            int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => y[i])];
            float[] before = [.. x];
            for (int i = 0; i < order.Length; i++) before.AsSpan(3 * order[i], 3).CopyTo(x.AsSpan(3 * i));
            Array.Sort(y);
        }
    }

    [Fact]
    public void D7_sees_validation_from_elsewhere()
    {
        var found = Look((validation, x, _) => { for (int i = 2; validation && i < x.Length; i += 3) x[i] += 1; })["D7"];
        found.Places[0].ShouldStartWith("input 3: ");
        // Fewer rows of one class are no shift of its inputs.
        Look((validation, x, y) =>
        {
            for (int i = 0; validation && i < 40; i++) (x[3 * i], x[3 * i + 1], y[i]) = (1 + 0.01f * i, -0.4f, 0);
        }).GetValueOrDefault("D7")?.Places.ShouldNotContain("input 3");
    }

    [Fact]
    public void D8_sees_a_column_made_of_the_answer()
    {
        var found = Look((_, x, y) => { for (int i = 0; i < y.Length; i++) x[3 * i + 2] = y[i] + 0.1f * x[3 * i + 2]; })["D8"];
        found.Places.ShouldBe(["input 3"]);
        found.Symptom.ShouldContain("may simply be easy");
    }

    [Fact]
    public void D4_sees_a_class_that_is_never_answered()
    {
        // Before training its share is told; after training, that it is missed.
        Look(Rare)["D4"].Severity.ShouldBe(Severity.Note);
        var run = new SickRun { Data = (_, x, y) => { for (int i = 0; i < y.Length; i++) if (y[i] == 3 && i % 12 != 0) (y[i], x[2 * i]) = (2, -x[2 * i]); else if (y[i] == 3) x[2 * i] = -x[2 * i]; } };
        run.Verdict().Found["D4"].Severity.ShouldBe(Severity.Warning);

        // A class of a tenth that inputs say nothing of: less rare, and left out altogether.
        new SickRun { Rows = 400, Data = (_, _, y) => { for (int i = 0; i < y.Length; i++) if (y[i] == 3) y[i] = 2; for (int i = 0; i < y.Length; i += 10) y[i] = 3; } }.Verdict().Found["D4"].Severity.ShouldBe(Severity.Warning);
        new SickRun { Rows = 400, Data = (_, x, y) => { for (int i = 0; i < y.Length; i++) if (y[i] == 3 && i % 5 > 1) (y[i], x[2 * i]) = (2, -x[2 * i]); } }.Verdict().Found.ShouldNotContainKey("D4");

        static void Rare(bool _, float[] x, int[] y)
        {
            for (int i = 0; i < y.Length; i++) if (y[i] == 2 && i % 12 != 0) y[i] = 1;
        }
    }

    // Three clouds in a plane, and a column of noise.
    private static (float[] X, int[] Y) Draw(bool isValidation)
    {
        var rng = new Rng(3).Fork(isValidation ? "validation" : "train");
        float[] x = new float[3 * Count];
        int[] y = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            y[i] = rng.NextInt(3);
            // No column tells all three.
            double angle = 2 * Math.PI * y[i] / 3 + 0.5;
            (x[3 * i], x[3 * i + 1], x[3 * i + 2]) = ((float)(1.5 * Math.Cos(angle) + 0.35 * rng.NextNormal()), (float)(1.5 * Math.Sin(angle) + 0.35 * rng.NextNormal()), (float)rng.NextNormal());
        }
        return (x, y);
    }

    private static Dictionary<string, Finding> Look(Action<bool, float[], int[]> change, bool isShuffled = true, bool isNaN = false)
    {
        var model = Mlp.Build([3, 8, 3], new Rng(1));
        var trainer = new Trainer(model, (a, t) => isNaN ? a.Square().Mean() * 0 + 1 : a.CrossEntropy(t), new Adam(model.Parameters));
        return trainer.Diagnose(Source(false), Source(true)).All.ToDictionary(f => f.Code);

        TensorBatches Source(bool isValidation)
        {
            var (x, y) = Draw(isValidation);
            change(isValidation, x, y);
            return new TensorBatches(Tensor.From(x, [Count, 3]), Tensor.From(y, [Count]), 20, isShuffled && !isValidation ? 5UL : null);
        }
    }
}
