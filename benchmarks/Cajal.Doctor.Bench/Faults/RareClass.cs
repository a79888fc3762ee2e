using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D4: of class 1 a row in a hundred is left, and classes overlap.</summary>
internal sealed class RareClass() : Fault("D4", "99 to 1, overlapping")
{
    public override IReadOnlyList<string> Roots => ["D4"];

    public override bool Suits(Patient healthy) => healthy.IsClassifier && healthy.X.Rank == 2;

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("fault");
        var rare = Rare(healthy, 0.01 / strength);
        // In a plane the classes are drawn into one another; in many dimensions the rare one is too weakly told anyway.
        float wide = healthy.X.Shape[1] == 2 ? 0.8f : 1;
        return rare with
        {
            X = Rows.Map(rare.X, (_, _, x) => x + wide * (float)rng.NextNormal()),
            ValidationX = Rows.Map(rare.ValidationX, (_, _, x) => x + wide * (float)rng.NextNormal()),
        };
    }

    /// <summary>As rare, and far from the others: it is recognised.</summary>
    public override Patient Twin(Patient healthy)
    {
        var rare = Rare(healthy, 0.02);
        float[] y = Rows.Targets(rare.Y), v = Rows.Targets(rare.ValidationY);
        return rare with
        {
            X = Rows.Map(rare.X, (row, column, x) => column < 2 && y[row] == 1 ? x + 3 : x),
            ValidationX = Rows.Map(rare.ValidationX, (row, column, x) => column < 2 && v[row] == 1 ? x + 3 : x),
        };
    }

    private static Patient Rare(Patient healthy, double share)
    {
        // All rows there are, so that some of the rare ones are left; a third of them judges.
        Tensor x = Rows.Join(healthy.X, healthy.ValidationX), y = Rows.Join(healthy.Y, healthy.ValidationY);
        int[] kept = Kept(y, share), train = [.. kept.Where((_, i) => i % 3 != 0)], validation = [.. kept.Where((_, i) => i % 3 == 0)];
        return healthy with { X = Rows.Take(x, train), Y = Rows.Take(y, train), ValidationX = Rows.Take(x, validation), ValidationY = Rows.Take(y, validation) };
    }

    private static int[] Kept(Tensor targets, double share)
    {
        float[] y = Rows.Targets(targets);
        int few = Math.Max(6, (int)Math.Round(y.Count(t => t != 1) * share / (1 - share)));
        int[] rare = [.. Enumerable.Range(0, y.Length).Where(i => y[i] == 1).Take(few)], common = [.. Enumerable.Range(0, y.Length).Where(i => y[i] != 1)];
        return [.. rare, .. common];
    }
}
