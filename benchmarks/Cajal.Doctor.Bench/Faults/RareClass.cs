using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D4: of class 1 a row in a hundred is left, and classes overlap.</summary>
internal sealed class RareClass() : Fault("D4", "99 to 1, overlapping")
{
    public override IReadOnlyList<string> Roots => ["D4"];

    public override bool Suits(Patient healthy) => healthy.Classes == 2 && healthy.X.Rank == 2;

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("fault");
        float wide = healthy.X.Shape[1] == 2 ? 0.6f : 0.8f;
        return Rare(healthy, 0.01 / strength) is var rare ? rare with
        {
            X = Rows.Map(rare.X, (_, _, x) => x + wide * (float)rng.NextNormal()),
            ValidationX = Rows.Map(rare.ValidationX, (_, _, x) => x + wide * (float)rng.NextNormal()),
        } : healthy;
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
        int[] train = Kept(healthy.Y, share), validation = Kept(healthy.ValidationY, share);
        return healthy with
        {
            X = Rows.Take(healthy.X, train),
            Y = Rows.Take(healthy.Y, train),
            ValidationX = Rows.Take(healthy.ValidationX, validation),
            ValidationY = Rows.Take(healthy.ValidationY, validation),
        };
    }

    private static int[] Kept(Tensor targets, double share)
    {
        float[] y = Rows.Targets(targets);
        int many = y.Count(t => t == 0), few = Math.Max(3, (int)Math.Round(many * share / (1 - share)));
        return [.. Enumerable.Range(0, y.Length).Where(i => y[i] == 0 || y.Take(i).Count(t => t == 1) < few)];
    }
}
