using System.CommandLine;
using System.Globalization;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Weights of another program, put into the network of a recipe or a run: a new run that predicts, is judged and trained on.</summary>
internal sealed class ImportWeights
{
    private readonly Option<string> into = TextOption.Of("--into", "RECIPE.json|RUN", "whose network weights belong to: a recipe, or a run, which stays as it is");
    private readonly Option<string> map = TextOption.Of("--map", "FILE", "lines 'theirs = ours', where names differ");
    private readonly Option<string> draft = TextOption.Of("--draft", "FILE", "writes a map to begin with, by names and shapes, and imports nothing");

    /// <summary>Declares the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(into);
        command.Add(map);
        command.Add(draft);
    }

    /// <summary>The option that was given and speaks of weights; null for none.</summary>
    public string? Given(ParseResult parse) => new[] { into, map, draft }.FirstOrDefault(o => parse.Text(o) is not null)?.Name;

    /// <summary>Imports.</summary>
    /// <param name="file">The weights.</param>
    /// <param name="tensors">What it holds.</param>
    /// <param name="outFolder">The new run; a free folder in runs when left out.</param>
    /// <param name="parse">The command.</param>
    /// <param name="terminal">Where it is typed.</param>
    public int Run(string file, IReadOnlyDictionary<string, Tensor> tensors, string? outFolder, ParseResult parse, Terminal terminal)
    {
        if (parse.Text(into) is not { } target)
        {
            Describe(tensors, terminal);
            return ExitCode.Done;
        }
        if (parse.Text(draft) is { } draftFile)
        {
            string text = WeightMapDraft.Of(tensors, NetworkOf(target, terminal));
            File.WriteAllText(terminal.Resolve(draftFile), text);
            terminal.Out.WriteLine($"{draftFile}: {text.Split('\n').Count(l => l.Contains('=', StringComparison.Ordinal)) - 1} lines; look at them, then import with --map {draftFile}");
            return ExitCode.Done;
        }
        var names = parse.Text(map) is { } path ? WeightMap.Load(terminal.Resolve(path)) : WeightMap.Same;
        string folder = outFolder is null ? RunPlace.ForNew(terminal, Path.GetFileNameWithoutExtension(file)) : terminal.Resolve(outFolder);
        void Give(Layer network) => ForeignWeights.Give(tensors, Path.GetFileName(file), network, names);
        var model = IsRecipe(target) ? ImportedRun.Create(Recipe.Load(terminal.Resolve(target)), folder, Give)
            : ImportedRun.Create(RunOf(target, terminal), folder, Give);
        terminal.Out.WriteLine($"{terminal.Shorten(folder)}: {model.Network.Parameters.Sum(p => (long)p.Count).ToString("N0", CultureInfo.InvariantCulture)} parameters from {tensors.Count.ToString(CultureInfo.InvariantCulture)} tensors of {Path.GetFileName(file)}");
        return ExitCode.Done;
    }

    private static bool IsRecipe(string target) => target.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static void Describe(IReadOnlyDictionary<string, Tensor> tensors, Terminal terminal)
    {
        foreach (var (name, tensor) in tensors) terminal.Out.WriteLine($"{name}  {tensor.DType} {tensor.Shape}");
        terminal.Out.WriteLine($"{tensors.Values.Sum(t => (long)t.Count).ToString("N0", CultureInfo.InvariantCulture)} numbers in {tensors.Count.ToString(CultureInfo.InvariantCulture)} tensors; --into RECIPE.json or RUN puts them into a network");
    }

    private static Layer NetworkOf(string target, Terminal terminal) =>
        IsRecipe(target) ? ImportedRun.NetworkOf(Recipe.Load(terminal.Resolve(target))) : RunOf(target, terminal).Model.Network;

    private static Run RunOf(string target, Terminal terminal)
    {
        string folder = RunPlace.Existing(terminal, target);
        if (ModelArgument.IsText(folder) || ModelArgument.IsGame(folder) || ModelArgument.IsGenerative(folder))
            throw new UsageException($"'{target}' writes, plays or makes examples; weights are imported into runs that answer. In a program: ForeignWeights.Load(file, module, map).");
        return Training.Run.Load(folder);
    }
}
