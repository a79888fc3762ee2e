using System.Globalization;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What was trained on what, how it ended, and what it is held against.</summary>
internal static class RunSection
{
    public static void Add(Page page, ReportSource source)
    {
        page.Heading("The run");
        var recipe = source.Recipe;
        page.Say($"{Kind(source)} was trained on {Path.GetFileName(recipe.Data)}" + (recipe.Split is { } split
            ? $": {split.Training} examples to learn from, {split.Validation} to judge by, {split.Test} set aside for the test." : "."));
        if (source.Result is { } result) page.Say($"{result.Sentence} It took {Words.Duration(result.Seconds)}.");
        else page.Say("The run is not finished.");
        foreach (string note in source.Notes.Distinct()) page.Say(note);
        Troubles(page, source);
        if (source.Result is { } done) Figures(page, done);
    }

    private static string Kind(ReportSource source)
    {
        string name = source.Recipe.Model ?? (string.IsNullOrEmpty(source.Recipe.Layers) || source.Recipe.Layers == "0" ? "A linear model"
            : $"A network with hidden layers of {source.Recipe.Layers} units ({source.Recipe.Activation})");
        return source.Network is { } network ? $"{name}, {network.Parameters.Sum(p => (long)p.Count).ToString("N0", CultureInfo.InvariantCulture)} parameters," : name;
    }

    // Where numbers were lost, first of all.
    private static void Troubles(Page page, ReportSource source)
    {
        if (source.Metrics is { } metrics)
        {
            foreach (string column in metrics.Columns)
                for (int i = 0; i < metrics.Rows.Count; i++)
                    if (metrics[column][i] is { } value && !double.IsFinite(value))
                    {
                        page.Say($"Not a number: {column.Replace('_', ' ')} is {Words.Number(value)} from epoch {i + 1} on.");
                        break;
                    }
        }
        if (source.Looks.FirstOrDefault(l => !float.IsFinite(l.Loss)) is { } look) page.Say($"Not a number: the loss before step {look.Step} is {Words.Number(look.Loss)}.");
        foreach (var (words, of) in new (string, Func<LayerLook, Histogram?>)[] { ("weights", l => l.Weights), ("gradients", l => l.Gradients), ("pre-activations", l => l.PreActivations) })
            if (source.Looks.FirstOrDefault(l => l.Layers.Any(a => of(a) is { NotFinite: > 0 })) is { } first)
                page.Say($"Not a number: {words} of {string.Join(", ", first.Layers.Where(a => of(a) is { NotFinite: > 0 }).Select(Words.Name).Take(8))} before step {first.Step}.");
        if (source.Network?.NamedVariables.Where(v => v.Variable.DType.IsFloat() && !IsFinite(v.Variable)).Select(v => v.Name).Take(8).ToArray() is { Length: > 0 } lost)
            page.Say($"Not a number: the weights that were kept, {string.Join(", ", lost)}. The network gives no answers.");
    }

    private static bool IsFinite(Tensor values) => double.IsFinite(values.To(DType.Float64).Abs().Max().Item());

    private static void Figures(Page page, RunResult result)
    {
        string[] names = [.. result.Figures.Metrics.Select(m => m.Name)];
        var rows = new List<IReadOnlyList<string>> { Row($"this network, {result.JudgedOn} part", result.Figures.Metrics, result.Figures.Loss) };
        if (result.Training is { } training) rows.Add(Row("this network, training part", training.Metrics, training.Loss));
        foreach (var baseline in result.Baselines) rows.Add(Row(baseline.Name, baseline.Metrics, null));
        page.Table(["", .. names, "loss"], rows);

        string[] Row(string name, IReadOnlyList<NamedFigure> metrics, double? loss) =>
            [name, .. names.Select(n => metrics.Where(m => m.Name == n).Select(m => Words.Number(m.Value)).FirstOrDefault() ?? ""), loss is { } l ? Words.Number(l) : ""];
    }
}
