using System.CommandLine;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal compare DATA|RECIPE --vary key=a,b,c</c>: settings side by side, means with their spread.</summary>
internal static class CompareVerb
{
    private const int UsualSeeds = 3;

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var request = new TrainRequest();
        var vary = new Option<string[]>("--vary")
        {
            HelpName = "KEY=A,B,C",
            Description = "an entry of the recipe and its values, such as dropout=0,0.2 or layers=32,64-64; several make every combination",
        };
        var set = TextOption.Of("--set", "NAME", "a ready set instead: "
            + string.Join("; ", ReadySets.Known.Select(s => $"{s.Name} ({s.Meaning})")));
        var folds = TextOption.Of("--folds", "K", "cross-validation over K folds for each seed; without it, the one validation part");
        var seeds = TextOption.Of("--seeds", "N", $"trainings of each setting with other seeds ({UsualSeeds}; 1 with --folds)");
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var command = new Command("compare", "train several settings on the same data, seeds and folds, and tabulate means with their "
            + "spread");
        request.AddTo(command);
        foreach (var option in (Option[])[vary, set, folds, seeds, threads, json]) command.Add(option);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            int foldCount = parse.Whole(folds, 2) ?? 1, seedCount = parse.Whole(seeds, 1) ?? (foldCount > 1 ? 1 : UsualSeeds);
            var (recipe, folder) = request.ReadForComparison(parse, terminal);
            string[] varied = parse.GetValue(vary) ?? [];
            var plan = (parse.Text(set), varied.Length) switch
            {
                (null, 0) => throw new UsageException("compare needs what to compare: --vary KEY=A,B,C or --set NAME. Sets are "
                    + $"{string.Join(", ", ReadySets.Known.Select(s => s.Name))}."),
                (null, _) => ComparisonPlan.Of(recipe, [.. varied.Select(RecipeSettings.Parse)], seedCount, foldCount),
                ({ } name, 0) => ReadySets.Of(name, recipe, seedCount, foldCount),
                _ => throw new UsageException("--set says itself what is varied; leave --vary out."),
            };
            return Compare(Comparison.In(folder, plan), folder, terminal, parse.GetValue(json), cancellation);
        });
        return command;
    }

    private static int Compare(Comparison comparison, string folder, Terminal terminal, bool asJson, CancellationToken cancellation)
    {
        terminal.StopsItself = true;
        string shown = terminal.Shorten(folder);
        if (comparison.Cells.Count > 0)
            terminal.Error.WriteLine($"{comparison.Cells.Count} of {comparison.Plan.CellCount} trainings are done already ({shown}).");
        var progress = new ComparisonProgress(comparison, terminal);
        bool isDone = comparison.Run(progress, null, cancellation);
        if (!isDone)
        {
            terminal.Error.WriteLine($"Stopped after {comparison.Cells.Count} of {comparison.Plan.CellCount} trainings. Nothing is lost; "
                + $"the same "
                + "command goes on.");
            return ExitCode.Interrupted;
        }
        if (asJson) ComparisonJson.Write(terminal.Out, comparison, folder);
        else ComparisonText.Write(terminal, comparison, shown);
        return ExitCode.Done;
    }
}
