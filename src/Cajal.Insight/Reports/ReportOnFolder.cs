using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>folder.WriteReport()</c>: the report of whatever run stands in a folder.</summary>
public static class ReportOnFolder
{
    extension(RunFolder folder)
    {
        /// <summary>The report of whatever run stands in a folder, also of one that broke off, as a page.</summary>
        /// <exception cref="RunException">There is no run.</exception>
        public Page Report(ReportOptions? options = null) => RunReport.Of(ReportSource.Of(folder.Path), options ?? new());

        /// <summary>Writes report.html of whatever run stands in a folder, also of one that broke off; returns its path.</summary>
        /// <exception cref="RunException">There is no run, or the folder cannot be written.</exception>
        public string WriteReport(ReportOptions? options = null) => RunReport.Write(ReportSource.Of(folder.Path), options);
    }
}
