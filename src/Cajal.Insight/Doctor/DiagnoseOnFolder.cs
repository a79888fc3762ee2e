using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>folder.Diagnose()</c>: the Doctor on whatever run stands in a folder.</summary>
public static class DiagnoseOnFolder
{
    extension(RunFolder folder)
    {
        /// <summary>Looks at whatever run stands in a folder, also at one that broke off.</summary>
        /// <param name="thresholds">Bounds; null for the standard ones.</param>
        /// <param name="everyDerivative">Also holds the derivatives of the house's own operations against differences, each on values it met, and says what came of it.</param>
        /// <exception cref="RunException">There is no run, or a file of it is damaged.</exception>
        /// <exception cref="Data.DatasetException">The data are not those of the run any more.</exception>
        public Verdict Diagnose(Thresholds? thresholds = null, bool everyDerivative = false) => Diagnosis.Of(RunExamination.Of(folder, thresholds), everyDerivative);

        /// <summary>Writes findings.json into the run's folder; returns its path.</summary>
        /// <param name="verdict">What was found.</param>
        /// <param name="trials">Cures that were tried; none when left out.</param>
        /// <exception cref="RunException">The folder cannot be written.</exception>
        public string WriteFindings(Verdict verdict, IReadOnlyList<CureTrial>? trials = null)
        {
            FindingsFile.Write(folder.Findings, verdict, trials ?? []);
            return folder.Findings;
        }
    }
}
