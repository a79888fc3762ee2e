using Cajal.Training;

namespace Cajal.Cli;

/// <summary>A finished comparison for machines: means and spreads of each setting, and every training.</summary>
internal static class ComparisonJson
{
    public static void Write(TextWriter output, Comparison comparison, string folder) => JsonText.Write(output, json =>
    {
        json.WriteString("folder", folder);
        json.WriteString("title", comparison.Plan.Title);
        json.WriteString("figure", comparison.Figure);
        json.WriteNumber("seeds", comparison.Plan.Seeds);
        json.WriteNumber("folds", comparison.Plan.Folds);
        int best = comparison.Best();
        json.WriteString("best", best < 0 ? null : comparison.Plan.Settings[best].Name);
        json.Objects("settings", comparison.Plan.Settings.Select((setting, s) => (setting, s)), entry =>
        {
            var (setting, s) = entry;
            var spread = comparison.SpreadOf(s, comparison.Figure);
            json.WriteString("name", setting.Name);
            json.Figure("mean", spread.Mean);
            json.Figure("deviation", spread.Deviation);
            json.WriteNumber("count", spread.Count);
            json.Objects("trainings", comparison.Of(s), cell =>
            {
                json.WriteNumber("seed", cell.Seed);
                json.WriteNumber("fold", cell.Fold);
                json.Figure("loss", cell.Validation?.Loss);
                foreach (var metric in cell.Validation?.Metrics ?? []) json.Figure(metric.Name, metric.Value);
                json.Figure("trainingLoss", cell.Training?.Loss);
                json.WriteNumber("seconds", cell.Seconds);
                json.WriteNumber("epochs", cell.Epochs);
                json.WriteNumber("steps", cell.Steps);
                json.WriteNumber("parameters", cell.Parameters);
                json.WriteNumber("stepBytes", cell.StepBytes);
                json.Figure("gradientNoise", cell.GradientNoise);
                if (cell.FirstGradients is { } norms)
                {
                    json.WriteStartArray("firstGradients");
                    foreach (double norm in norms) json.WriteNumberValue(norm);
                    json.WriteEndArray();
                }
                json.WriteString("trouble", cell.Trouble);
            });
        });
        json.Texts("verdict", ComparisonVerdict.Of(comparison));
    });
}
