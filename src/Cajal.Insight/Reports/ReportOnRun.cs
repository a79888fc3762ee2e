using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>run.OpenReport()</c>: all of a run on one page.</summary>
public static class ReportOnRun
{
    extension(Run run)
    {
        /// <summary>The report: what was trained on what, curves, layers, errors, cost, and how to repeat it, as a page.</summary>
        public Page Report(ReportOptions? options = null) => RunReport.Of(ReportSource.Of(run), options ?? new());

        /// <summary>Writes report.html into the run's folder, anew where it stands; returns its path.</summary>
        /// <exception cref="RunException">The run is in memory only, or the folder cannot be written.</exception>
        public string WriteReport(ReportOptions? options = null) => RunReport.Write(ReportSource.Of(run), options);

        /// <summary>Opens the report in the browser, written first where it is missing; says in one sentence where there is no browser. Returns its path.</summary>
        /// <exception cref="RunException">The folder cannot be written.</exception>
        public string OpenReport() => RunReport.Open(run.Folder, () => ReportSource.Of(run));
    }
}
