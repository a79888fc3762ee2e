using System.CommandLine;
using System.Globalization;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal diagnose RUN [--try]</c> says what is wrong with a run, <c>cajal diagnose RECIPE|DATA</c> what would be.</summary>
internal static class DiagnoseVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var request = new TrainRequest("RUN|RECIPE.json|DATA", "a run by its folder or its name in runs; or, before training, a recipe or data as train takes them; without it, the latest run");
        var tries = new Option<bool>("--try") { Description = "train again from the same seed with what is prescribed, until something helps" };
        var budget = TextOption.Of("--budget", "SECONDS", "time of each training of --try (60); longer ones are cut to fewer epochs");
        var bounds = new Option<string[]>("--threshold") { HelpName = "NAME=VALUE", Description = "another bound than the Doctor's own, such as T4.dead=0.3" };
        var now = TextOption.Of("--new", "DATA", "data the network is to answer now: have they drifted from those it was trained on?");
        var derivatives = new Option<bool>("--every-derivative") { Description = "hold the derivatives of all operations against differences, and not only of those that are not Cajal's" };
        var json = CommonOptions.Json();
        var threads = CommonOptions.Threads();
        var command = new Command("diagnose", "the Doctor: what is wrong with a run, the likeliest cause first, and what to do; or with data and network before training");
        request.AddTo(command);
        foreach (var option in (Option[])[tries, budget, bounds, now, derivatives, json, threads]) command.Add(option);
        command.SetAction(parse =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            var thresholds = Bounds(parse.GetValue(bounds) ?? []);
            string? folder = request.NamedRun(parse, terminal);
            var recipe = folder is null ? request.ReadToDiagnose(parse, terminal) : Recipe.Load(new RunFolder(folder).Recipe);
            if (folder is null && parse.Text(now) is not null) throw new UsageException("--new holds data against those a run was trained on; name the run.");
            bool every = parse.GetValue(derivatives);
            var verdict = folder is null ? recipe.Diagnose(thresholds, every)
                : parse.Text(now) is { } data ? Run.Load(folder).Diagnose(thresholds, terminal.ResolveNameOrPath(data), every) : new RunFolder(folder).Diagnose(thresholds, every);
            string about = folder is null ? $"{Path.GetFileName(recipe.Data)} before training" : terminal.Shorten(folder);
            bool asJson = parse.GetValue(json);
            if (!asJson) terminal.Out.WriteLine(verdict.ToPage(about).ToString().TrimEnd());
            var trials = parse.GetValue(tries) ? Try(verdict, recipe, TimeSpan.FromSeconds(parse.Number(budget, 0, above: true) ?? 60), terminal, asJson, cancellation) : [];
            if (folder is not null) new RunFolder(folder).WriteFindings(verdict, trials);
            if (asJson) terminal.Out.WriteLine(verdict.ToJson(trials));
            else if (trials.Count == 0 && verdict.Tryable.Any(p => p.Suits(recipe)) && !parse.GetValue(tries)) terminal.Out.WriteLine($"\nTry the cure: {terminal.Program} diagnose {about.Split(' ')[0]} --try");
            return ExitCode.Done;
        });
        return command;
    }

    private static List<CureTrial> Try(Verdict verdict, Recipe recipe, TimeSpan budget, Terminal terminal, bool isQuiet, CancellationToken cancellation)
    {
        var trials = new List<CureTrial>();
        if (!verdict.Tryable.Any(p => p.Suits(recipe)))
        {
            if (!isQuiet) terminal.Out.WriteLine(verdict.IsHealthy ? "\nThere is nothing to cure." : "\nNothing that is prescribed can be tried without a person.");
            return trials;
        }
        terminal.StopsItself = true;
        var progress = new TrialProgress(terminal);
        foreach (var trial in verdict.TryUntilItHelps(recipe, budget, progress, cancellation))
        {
            progress.Clear();
            trials.Add(trial);
            if (isQuiet) continue;
            terminal.Out.WriteLine($"\ntried: {trial.Prescription.Text}");
            terminal.Out.WriteLine(trial.Sentence);
            string curve = TrialCurveDrawing.Draw(trial);
            if (curve.Length > 0) terminal.Out.WriteLine(curve.TrimEnd());
        }
        progress.Clear();
        if (!isQuiet && !trials[^1].Helped) terminal.Out.WriteLine("\nNone of it helped; what remains is for a person to look at.");
        return trials;
    }

    private static Thresholds Bounds(string[] changes)
    {
        var thresholds = Thresholds.Standard;
        foreach (string change in changes)
        {
            int at = change.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !double.TryParse(change.AsSpan(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                throw new UsageException($"--threshold takes a name and a number, such as T4.dead=0.3; received '{change}'.");
            thresholds = thresholds.With(change[..at], value);
        }
        return thresholds;
    }
}
