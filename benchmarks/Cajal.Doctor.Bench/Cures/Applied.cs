using System.Globalization;
using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.DoctorBench.Cures;

/// <summary>A prescription, which speaks of recipes, carried out on a patient.</summary>
internal static class Applied
{
    /// <summary>The patient with the changes made, or with what the words ask for; null where one of them says nothing to this patient.</summary>
    public static Patient? To(Patient patient, Prescription prescription)
    {
        if (!prescription.CanBeTried) return ByHand.To(patient, prescription.Text);
        foreach (var (entry, value) in prescription.Changes)
        {
            if (Changed(patient, entry, value) is not { } changed) return null;
            patient = changed;
        }
        return patient;
    }

    private static Patient? Changed(Patient patient, string entry, string value) => entry switch
    {
        "learningRate" => patient with { Rate = Number(value) },
        "clipNorm" => patient with { ClipNorm = Number(value) },
        "l2" => patient with { Penalties = value is "0" or "none" ? [] : [new L2Penalty(Number(value))] },
        "l1" => patient with { Penalties = value is "0" or "none" ? [] : [new L1Penalty(Number(value))] },
        "dropout" when patient.Reads.HasFlag(Choices.Dropout) => patient with { Dropout = value == "none" ? 0 : Number(value) },
        "activation" when patient.Reads.HasFlag(Choices.Activation) => patient with { Activation = value },
        // First weights that were spoilt by hand are made anew.
        "initializer" when patient.Reads.HasFlag(Choices.Initializer) => patient with { Initializer = value == "none" ? null : Initializer.Parse(value), Changed = null },
        "initializer" when patient.Changed is not null => patient with { Changed = null },
        "epochs" => patient with { Epochs = (int)Number(value) },
        "batch" => patient with { Batch = value == "all" ? patient.X.Shape[0] : (int)Number(value) },
        "earlyStopping" => patient with { Patience = (int)Number(value) },
        "optimizer" => patient with { Optimizer = (p, rate) => Optimizer.Parse(value, p, rate) },
        "schedule" when value is "none" or "constant" => patient with { Schedule = null },
        "schedule" when value is "cosine" => patient with { Schedule = p => new CosineSchedule(p.Rate, p.Steps) },
        "layers" when patient.Reads.HasFlag(Choices.Depth) => patient with { Depth = value.Split(',').Length, Width = (int)Number(value.Split(',')[0]) },
        "loss" => patient with { Loss = Loss.Parse(value).Of },
        "balanced" => Balanced(patient),
        _ => null,
    };

    // Rows of each class again and again, until it has as many as the most frequent one.
    private static Patient? Balanced(Patient patient)
    {
        if (!patient.IsClassifier) return null;
        int[] labels = patient.Y.ToArray<int>();
        var classes = labels.Select((label, row) => (label, row)).GroupBy(p => p.label, p => p.row).Select(g => g.ToArray()).ToArray();
        int most = classes.Max(c => c.Length);
        int[] rows = [.. classes.SelectMany(c => Enumerable.Range(0, most).Select(i => c[i % c.Length]))];
        return patient with { X = Rows.Take(patient.X, rows), Y = Rows.Take(patient.Y, rows) };
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
