using System.Globalization;
using Cajal.DoctorBench.Patients;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.DoctorBench.Cures;

/// <summary>A prescription, which speaks of recipes, carried out on a patient.</summary>
internal static class Applied
{
    /// <summary>The patient with the changes made; null where one of them says nothing to a patient.</summary>
    public static Patient? To(Patient patient, Prescription prescription)
    {
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
        "dropout" => patient with { Dropout = value == "none" ? 0 : Number(value) },
        "activation" => patient with { Activation = value },
        // First weights that were spoilt by hand are made anew.
        "initializer" => patient with { Initializer = value == "none" ? null : Initializer.Parse(value), Changed = null },
        "epochs" => patient with { Epochs = (int)Number(value) },
        "batch" => patient with { Batch = value == "all" ? patient.X.Shape[0] : (int)Number(value) },
        "earlyStopping" => patient with { Patience = (int)Number(value) },
        "optimizer" => patient with { Optimizer = (p, rate) => Optimizer.Parse(value, p, rate) },
        "schedule" when value is "none" or "constant" => patient with { Schedule = null },
        "layers" => patient with { Depth = value.Split(',').Length, Width = (int)Number(value.Split(',')[0]) },
        "loss" => patient with { Loss = Loss.Parse(value).Of },
        _ => null,
    };

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
