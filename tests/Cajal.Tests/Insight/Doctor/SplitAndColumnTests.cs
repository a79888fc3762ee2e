using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>What D1, D3 and D8 say of marks, pictures and sequences.</summary>
public class SplitAndColumnTests
{
    private const int Count = 300;

    [Fact]
    public void D1_sees_copies_that_left_the_grid_of_marks()
    {
        var rng = new Rng(1);
        float[] train = Marks(rng, 40), validation = Marks(rng, 40), copied = [.. validation];
        for (int i = 0; i < 30 * 40; i++) copied[i] = train[i] + 0.02f * (float)rng.NextNormal();
        Look(train, copied, [40], (_, _) => { })["D1"].Places[0].ShouldBe("validation row 1 ≈ training row 1");
        Look(train, validation, [40], (_, _) => { }).ShouldNotContainKey("D1");
        // Rows that differ in two marks are no copies.
        for (int i = 0; i < 30; i++)
        {
            train.AsSpan(40 * i, 40).CopyTo(copied.AsSpan(40 * i));
            (copied[40 * i], copied[40 * i + 1]) = (1 - copied[40 * i], 1 - copied[40 * i + 1]);
        }
        Look(train, copied, [40], (_, _) => { }).ShouldNotContainKey("D1");
    }

    [Fact]
    public void D1_leaves_rows_alone_that_lie_in_small_heaps()
    {
        // Of either part 24 rows lie in six tight heaps, and training rows have such neighbours among themselves.
        var rng = new Rng(11);
        float[] heaps = Noise(rng, 6)[..36], train = Heaped(rng, heaps), validation = Heaped(rng, heaps), copied = [.. validation];
        Look(train, validation, [6], (_, _) => { }).ShouldNotContainKey("D1");
        for (int i = 30 * 6; i < 90 * 6; i++) copied[i] = train[i] + 0.002f * (float)rng.NextNormal();
        Look(train, copied, [6], (_, _) => { })["D1"].Symptom.ShouldContain("nearly the same as a training row");

        static float[] Heaped(Rng rng, float[] heaps) => [.. Enumerable.Range(0, Count * 6).Select(i => i < 24 * 6 ? heaps[i % 36] + 0.002f * (float)rng.NextNormal() : (float)rng.NextNormal())];
    }

    [Fact]
    public void D1_sees_families_that_were_made_before_the_split()
    {
        // Each of 100 rows six times, changed a little: three stand in either part.
        var rng = new Rng(12);
        float[] sources = [.. Enumerable.Range(0, 100 * 6).Select(_ => (float)rng.NextNormal())];
        float[] Changed() => [.. Enumerable.Range(0, Count * 6).Select(i => sources[i % sources.Length] + 0.002f * (float)rng.NextNormal())];
        Look(Changed(), Changed(), [6], (_, _) => { })["D1"].Symptom.ShouldContain("nearly the same as a training row");
    }

    [Fact]
    public void D8_only_notes_a_task_that_repeats_its_inputs()
    {
        var x = Tensor.Normal([200, 5], new Rng(4));
        Severity Of(Tensor y)
        {
            var model = Mlp.Build([5, 8, y.Shape[1]], new Rng(2));
            return new Trainer(model, (a, t) => a.MeanSquaredError(t), new Adam(model.Parameters)).Diagnose(new TensorBatches(x, y, 20, 1)).All.Single(f => f.Code == "D8").Severity;
        }
        Of(x.Slice(1, 1..4).Keep()).ShouldBe(Severity.Note);
        Of(Tensor.Concatenate([x.Slice(1, 1..2), (x.Slice(1, 2..3) * x.Slice(1, 0..1)).Keep()], axis: 1)).ShouldBe(Severity.Warning);
    }

    [Fact]
    public void D8_warns_of_a_pixel_and_only_notes_a_step()
    {
        var rng = new Rng(2);
        float[] train = Noise(rng, 36), validation = Noise(rng, 36);
        Look(train, validation, [1, 6, 6], Told)["D8"].Severity.ShouldBe(Severity.Warning);
        Look(train, validation, [1, 6, 6], (_, _) => { }).ShouldNotContainKey("D8");
        Look(train, validation, [12, 3], Told)["D8"].Severity.ShouldBe(Severity.Note);

        static void Told(float[] x, int[] y)
        {
            for (int i = 0; i < y.Length; i++) x[36 * i + 7] = y[i] + 0.1f * x[36 * i + 7];
        }
    }

    [Fact]
    public void D8_looks_at_each_of_several_numbers()
    {
        var rng = new Rng(4);
        var x = Tensor.Normal([200, 5], rng);
        var first = (x.Slice(1, 0..1) * x.Slice(1, 1..2) + x.Slice(1, 2..3)).Keep();
        Found(x.Slice(1, 4..5) + Tensor.Normal([200, 1], rng) * 0.1)["D8"].Places.ShouldBe(["input 5"]);
        // A number that hangs on one column, and is not that column.
        Found((x.Slice(1, 4..5) * 2).Sin() + Tensor.Normal([200, 1], rng) * 0.1).ShouldNotContainKey("D8");
        Found(x.Slice(1, 3..4) * x.Slice(1, 4..5) + x.Slice(1, 0..1)).ShouldNotContainKey("D8");

        Dictionary<string, Finding> Found(Tensor second)
        {
            var model = Mlp.Build([5, 8, 2], new Rng(2));
            var source = new TensorBatches(x, Tensor.Concatenate([first, second], axis: 1), 20, 1);
            return new Trainer(model, (a, t) => a.MeanSquaredError(t), new Adam(model.Parameters)).Diagnose(source).All.ToDictionary(f => f.Code);
        }
    }

    [Fact]
    public void D8_asks_rows_that_repeat_only_once()
    {
        // Twelve kinds of row: each column tells which of them it is, and so the label.
        var rng = new Rng(3);
        float[] kinds = Noise(rng, 4)[..48], train = new float[Count * 4], validation = new float[Count * 4];
        for (int i = 0; i < Count; i++)
            foreach (float[] rows in new[] { train, validation }) kinds.AsSpan(4 * rng.NextInt(12), 4).CopyTo(rows.AsSpan(4 * i));
        Look(train, validation, [4], (x, y) => { for (int i = 0; i < y.Length; i++) y[i] = x[4 * i] > 0.3f ? 2 : x[4 * i] > -0.3f ? 1 : 0; }).ShouldNotContainKey("D8");
    }

    [Fact]
    public void D3_asks_the_network_where_simple_learners_know_little()
    {
        var found = Crossed(wrong: 10).Verdict.All.SingleOrDefault(f => f.Code == "D3");
        found.ShouldNotBeNull();
        found.Symptom.ShouldContain("the network, trained without them");
        found.Places.Count(place => (int.Parse(place.Split(' ')[2].TrimEnd(':')) - 1) % 10 == 0).ShouldBeGreaterThan(found.Places.Count * 3 / 4);
        Crossed(wrong: 0).Verdict.All.ShouldNotContain(f => f.Code == "D3");
    }

    // Class 1 where two of sixteen numbers have one sign: a straight line knows nothing, and neighbours little.
    private static Cajal.Insight.Doctor Crossed(int wrong)
    {
        var doctor = new Cajal.Insight.Doctor();
        var model = Mlp.Build([16, 32, 2], new Rng(4));
        new Trainer(model, (a, t) => a.CrossEntropy(t), new Adam(model.Parameters, 0.01)) { Callbacks = [doctor] }.Fit(Rows(true), 15, Rows(false));
        return doctor;

        TensorBatches Rows(bool isTraining)
        {
            int count = isTraining ? 1200 : 300;
            var rng = new Rng(5).Fork(isTraining ? "train" : "validation");
            float[] x = [.. Enumerable.Range(0, count * 16).Select(_ => (float)rng.NextNormal())];
            for (int i = 0; i < 2 * count; i++) x[16 * (i / 2) + i % 2] += x[16 * (i / 2) + i % 2] > 0 ? 0.7f : -0.7f;
            int[] y = [.. Enumerable.Range(0, count).Select(i => x[16 * i] > 0 == x[16 * i + 1] > 0 ? 1 : 0)];
            for (int i = 0; isTraining && wrong > 0 && i < count; i += wrong) y[i] = 1 - y[i];
            return new TensorBatches(Tensor.From(x, [count, 16]), Tensor.From(y, [count]), 20, isTraining ? 6UL : null);
        }
    }

    private static float[] Marks(Rng rng, int width) => [.. Enumerable.Range(0, Count * width).Select(_ => (float)rng.NextInt(2))];

    private static float[] Noise(Rng rng, int width) => [.. Enumerable.Range(0, Count * width).Select(_ => (float)rng.NextNormal())];

    // Three classes by lot; before any training.
    private static Dictionary<string, Finding> Look(float[] train, float[] validation, int[] shape, Action<float[], int[]> change)
    {
        int width = train.Length / Count;
        Layer model = shape.Length == 1 ? Mlp.Build([width, 8, 3], new Rng(1)) : new Sequential(new Flatten(), new Linear(width, 3, new Rng(1)));
        var trainer = new Trainer(model, (a, t) => a.CrossEntropy(t), new Adam(model.Parameters));
        return trainer.Diagnose(Source(train, 7), Source(validation, 8)).All.ToDictionary(f => f.Code);

        TensorBatches Source(float[] rows, ulong seed)
        {
            var rng = new Rng(seed);
            float[] x = [.. rows];
            int[] y = [.. Enumerable.Range(0, Count).Select(_ => rng.NextInt(3))];
            change(x, y);
            return new TensorBatches(Tensor.From(x, Shape.Of([Count, .. shape])), Tensor.From(y, [Count]), 20, seed == 7 ? 5UL : null);
        }
    }
}
