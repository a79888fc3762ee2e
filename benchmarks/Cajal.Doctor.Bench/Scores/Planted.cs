using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.DoctorBench.Scores;

/// <summary>What a fault changes in a patient, found without the Doctor: data, first weights, what the first step does, the plan of the training, what is done afterwards.</summary>
internal static class Planted
{
    /// <summary>Letters of what differs between two patients; empty when nothing does.</summary>
    /// <returns><c>D</c> rows, <c>W</c> parameters and first weights, <c>S</c> the weights after one step, <c>P</c> plan: rates, epochs, batches, <c>A</c> afterwards: the trained network or its new rows.</returns>
    public static string Difference(Patient healthy, Patient ill)
    {
        Print a = Of(healthy), b = Of(ill);
        (string Letter, bool Differs)[] parts = [("D", a.Rows != b.Rows), ("W", a.Weights != b.Weights), ("S", a.Step != b.Step), ("P", a.Plan != b.Plan), ("A", a.After != b.After)];
        return string.Concat(parts.Where(p => p.Differs).Select(p => p.Letter));
    }

    /// <summary>Writes the table of faults and kinds; gives a line that counts the cells where a fault claims a patient and changes nothing.</summary>
    public static string Write(TextWriter to, IReadOnlyList<Fault> faults, IReadOnlyList<Func<ulong, Patient>> kinds, IReadOnlyList<string[]> cells)
    {
        for (int k = 0; k < kinds.Count; k++) to.WriteLine($"{(char)('a' + k)}: {kinds[k](1).Kind}");
        to.WriteLine($"{"",-58}{string.Concat(Enumerable.Range(0, kinds.Count).Select(k => $"{(char)('a' + k),-6}"))}");
        for (int f = 0; f < faults.Count; f++)
            to.WriteLine($"{faults[f].Code + " " + faults[f].Name,-58}{string.Concat(cells[f].Select(c => $"{c,-6}"))} {cells[f].Count(c => c != "-")}");
        int claimed = cells.Sum(row => row.Count(c => c != "-")), empty = cells.Sum(row => row.Count(c => c.Contains("NOTHING", StringComparison.Ordinal)));
        return $"planted: {claimed} cells of {faults.Count} faults in {kinds.Count} kinds, {empty} of them change nothing";
    }

    /// <summary>One row of that table: the letters of each kind, <c>-</c> where the fault does not suit it. Half strength counts as well.</summary>
    public static string[] Cells(Fault fault, IReadOnlyList<Func<ulong, Patient>> kinds, ulong seed) => [.. kinds.Select(kind =>
    {
        var healthy = kind(seed);
        if (!fault.Suits(healthy)) return "-";
        string full = Difference(healthy, fault.Plant(healthy, 1)), half = Difference(healthy, fault.Plant(healthy, 0.5));
        return full.Length == 0 || half.Length == 0 ? "NOTHING" : full;
    })];

    private const ulong Start = 14695981039346656037UL;

    private readonly record struct Print(ulong Rows, ulong Weights, ulong Step, ulong Plan, ulong After);

    private static Print Of(Patient patient)
    {
        ulong rows = Hash(patient.X, patient.Y, patient.ValidationX, patient.ValidationY);
        var trainer = patient.CreateTrainer();
        ulong weights = OfNetwork(trainer.Model), step = 0, after = patient.NewX is { } x ? Hash(x) : 0;
        if (patient.ChangedAfter is { } changed)
        {
            changed(trainer.Model);
            after += OfNetwork(trainer.Model);
            trainer = patient.CreateTrainer();
        }
        // One step on a few rows of fixed order: network, loss, penalties and optimizer leave their traces in the weights.
        int few = Math.Min(16, patient.X.Shape[0]);
        try
        {
            trainer.Fit(new TensorBatches(patient.X.Slice(0, 0..few).Contiguous(), patient.Y.Slice(0, 0..few).Contiguous(), few, null), 1);
            step = OfNetwork(trainer.Model);
        }
        catch (RunException)
        {
            step = 1;
        }
        return new Print(rows, weights, step, OfPlan(patient), after);
    }

    private static ulong OfPlan(Patient p)
    {
        double[] rates = p.Schedule?.Invoke(p) is { } schedule ? [schedule.RateAt(0), schedule.RateAt(p.Steps / 8), schedule.RateAt(p.Steps / 2), schedule.RateAt(Math.Max(0, p.Steps - 1))] : [p.Rate, p.Rate, p.Rate, p.Rate];
        return Mix([.. rates.Select(r => (ulong)BitConverter.DoubleToInt64Bits(r)), (ulong)p.Epochs, (ulong)p.Batch, p.Shuffles ? 1UL : 0, p.HasValidation ? 1UL : 0, (ulong)p.Patience]);
    }

    private static ulong OfNetwork(Layer network) => Mix([.. network.NamedVariables.Select(v => v.Variable).OfType<Parameter>().Select(p => Hash(p) * (p.Trainable ? 1UL : 3)), (ulong)network.Modules.Count()]);

    private static ulong Hash(params IReadOnlyList<Tensor> tensors) => Mix([.. tensors.Select(t =>
    {
        float[] values = t.To(DType.Float32).ToArray<float>();
        ulong hash = Next(Start, (ulong)values.Length);
        foreach (float v in values) hash = Next(hash, BitConverter.SingleToUInt32Bits(v));
        return hash;
    })]);

    private static ulong Mix(IEnumerable<ulong> values) => values.Aggregate(Start, Next);

    // FNV-1a, 64 bits.
    private static ulong Next(ulong hash, ulong value) => (hash ^ value) * 1099511628211UL;
}
