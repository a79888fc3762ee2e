using System.Globalization;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>From evidence to a verdict.</summary>
internal static class Diagnosis
{
    /// <summary>Makes all checks; one that cannot be made for want of data or memory is told in a note.</summary>
    /// <param name="examination">What to look at.</param>
    /// <param name="everyDerivative">Whether the house's own operations are held against differences too.</param>
    public static Verdict Of(Examination examination, bool everyDerivative = false)
    {
        examination.ChecksEveryDerivative = everyDerivative;
        var found = new List<Finding>();
        var notes = new List<string>();
        foreach (var check in Catalogue.All)
        {
            try
            {
                if (Examine(check, examination) is { } finding) found.Add(finding);
            }
            catch (Exception e) when (e is RunException or DatasetException or ArgumentException or InvalidOperationException)
            {
                notes.Add($"{check.Code} {check.Name} was not looked at: {e.Message}");
            }
        }
        return Verdict.Of(found, [.. examination.Notes, .. notes]);
    }

    /// <summary>Lets a check speak, with numbers in its sentences as they are written everywhere.</summary>
    public static Finding? Examine(Check check, Examination examination)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return check.Examine(examination);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
