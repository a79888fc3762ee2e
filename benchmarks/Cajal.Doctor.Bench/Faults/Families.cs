using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D1: every row was copied five times with a little noise, and the whole was split by lot after that; so each part holds some of a family.</summary>
internal sealed class Families() : Fault("D1", "five noisy copies of each row, made before the split")
{
    private const int Members = 5;

    // In a plane neighbours are as near as that anyway.
    public override bool Suits(Patient healthy) => healthy.X.Count / healthy.X.Shape[0] >= 5;

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("fault");
        int training = healthy.X.Shape[0], validation = healthy.ValidationX.Shape[0], families = (int)(strength * (training + validation) / Members);
        // A family's source is a training row; what is no family stays as it was.
        int[] members = [.. Rows.Draw(rng, training, Math.Min(families, training)).SelectMany(f => Enumerable.Repeat(f, Members))];
        rng.Shuffle(members);
        int held = (int)((long)members.Length * validation / (training + validation)), learned = members.Length - held;
        var (x, y) = (Rows.Map(Rows.Take(healthy.X, members), (_, _, v) => v + 0.02f * (float)rng.NextNormal()), Rows.Take(healthy.Y, members));
        int[] first = [.. Enumerable.Range(0, held)], rest = [.. Enumerable.Range(held, learned)];
        int[] kept = Rows.Draw(rng, training, training - learned), keptHeld = Rows.Draw(rng, validation, validation - held);
        return healthy with
        {
            X = Rows.Join(Rows.Take(healthy.X, kept), Rows.Take(x, rest)),
            Y = Rows.Join(Rows.Take(healthy.Y, kept), Rows.Take(y, rest)),
            ValidationX = Rows.Join(Rows.Take(healthy.ValidationX, keptHeld), Rows.Take(x, first)),
            ValidationY = Rows.Join(Rows.Take(healthy.ValidationY, keptHeld), Rows.Take(y, first)),
        };
    }
}
