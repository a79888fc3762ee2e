using System.CommandLine;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Turns the words after <c>train</c> into a job: from data or a recipe file and options, or from a run that goes on.</summary>
/// <param name="sourceName">How help calls what is trained.</param>
/// <param name="sourceMeaning">What help says of it.</param>
internal sealed class TrainRequest(string sourceName = "DATA|RECIPE.json", string sourceMeaning = "a data set by name, a CSV or IDX file, arrays of NumPy (.npz, .npy), a folder of IDX files or "
    + "of pictures, a text (.txt), the game catch, or a recipe; without it, the drawn digits")
{
    private readonly Argument<string?> source = new("data") { HelpName = sourceName, Arity = ArgumentArity.ZeroOrOne, Description = sourceMeaning };
    private readonly TrainOptions training = new();
    private readonly DataOptions data = new();
    private readonly Option<string> seed = CommonOptions.Seed();
    private readonly Option<string> run = TextOption.Of("--run", "FOLDER",
        "where the run is kept; without it, runs/NAME");
    private readonly Option<bool> resume =
        new("--resume") { Description = "go on with a run that was stopped; the weights end up as if it had not been" };
    private readonly Option<bool> replace = new("--replace") { Description = "take the run in the folder away and begin anew" };

    public void AddTo(Command command)
    {
        command.Add(source);
        training.AddTo(command);
        data.AddTo(command);
        foreach (var option in (Option[])[seed, run, resume, replace]) command.Add(option);
    }

    public TrainJob Read(ParseResult parse, Terminal terminal)
    {
        if (parse.GetValue(resume) && parse.GetValue(replace))
            throw new UsageException("--resume goes on with a run and --replace takes it away; write one of them.");
        string? named = parse.Text(run) is { } folder ? terminal.Resolve(folder) : null;
        return parse.GetValue(resume) ? Resumed(parse, terminal, named) : New(parse, terminal, named);
    }

    /// <summary>The recipe to try learning rates on, and the file for their curve.</summary>
    public (Recipe Recipe, string File) ReadForRates(ParseResult parse, Terminal terminal)
    {
        if (parse.GetValue(resume) || parse.GetValue(replace))
            throw new UsageException("--find-rate keeps no run; leave --resume and --replace out.");
        var recipe = ReadRecipe(parse, terminal, new Recipe());
        string folder = parse.Text(run) is { } named ? terminal.Resolve(named) : RunPlace.ForNew(terminal, recipe.Data);
        return (recipe, folder.TrimEnd('/', '\\') + ".rates.csv");
    }

    /// <summary>The recipe that all settings of a comparison share, and the folder of the comparison.</summary>
    public (Recipe Recipe, string Folder) ReadForComparison(ParseResult parse, Terminal terminal)
    {
        if (parse.GetValue(resume) || parse.GetValue(replace))
            throw new UsageException("A comparison goes on by itself where it was; leave --resume and --replace out.");
        var recipe = ReadRecipe(parse, terminal, new Recipe());
        return (recipe, parse.Text(run) is { } named ? terminal.Resolve(named) : RunPlace.ForComparison(terminal, recipe.Data));
    }

    /// <summary>The folder of the run that is named, or of the latest when nothing is; null when data or a recipe are meant.</summary>
    public string? NamedRun(ParseResult parse, Terminal terminal)
    {
        string? named = parse.Text(run) ?? parse.GetValue(source);
        if (training.AnyGiven(parse) || (named?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ?? false)) return null;
        if (named is null)
            return RunPlace.Latest(terminal, null) ?? throw new UsageException("There is no run here yet; name its folder, or data or a recipe to look at before training.");
        string[] places = [terminal.Resolve(named), terminal.Resolve(Path.Combine("runs", named))];
        return places.FirstOrDefault(folder => new RunFolder(folder).HasRun);
    }

    /// <summary>The recipe to look at before training.</summary>
    public Recipe ReadToDiagnose(ParseResult parse, Terminal terminal)
    {
        if (parse.GetValue(resume) || parse.GetValue(replace)) throw new UsageException("diagnose trains nothing; leave --resume and --replace out.");
        return ReadRecipe(parse, terminal, new Recipe());
    }

    private TrainJob New(ParseResult parse, Terminal terminal, string? named)
    {
        var recipe = ReadRecipe(parse, terminal, new Recipe());
        var existing = parse.GetValue(replace) ? ExistingRun.Replace : ExistingRun.Refuse;
        return new TrainJob(named ?? RunPlace.ForNew(terminal, recipe.Data), recipe, existing, null, null);
    }

    private TrainJob Resumed(ParseResult parse, Terminal terminal, string? named)
    {
        string folder = named ?? RunPlace.ForResume(terminal, parse.GetValue(source));
        var place = new RunFolder(folder);
        // With nothing to go on with, the command is carried out from its beginning, when it says of what.
        if (!place.HasRun)
        {
            if (parse.GetValue(source) is null)
                throw new RunException($"There is no run in '{parse.Text(run)}' to go on with; check the path, or leave --resume out.");
            return new TrainJob(folder, ReadRecipe(parse, terminal, new Recipe()), ExistingRun.Resume, null, null);
        }
        bool saysMore = parse.GetValue(source) is not null || parse.GetResult(seed) is not null || training.AnyGiven(parse)
            || data.MoreThanFolderGiven(parse);
        if (!saysMore) return new TrainJob(folder, null, ExistingRun.Resume, training.Epochs(parse), data.Folder(parse, terminal));
        var stored = Recipe.Load(place.Recipe);
        var recipe = ReadRecipe(parse, terminal, new Recipe { Data = stored.Data, Seed = stored.Seed });
        return new TrainJob(folder, recipe, ExistingRun.Resume, null, null);
    }

    private Recipe ReadRecipe(ParseResult parse, Terminal terminal, Recipe start)
    {
        if (parse.GetValue(source) is { } named)
        {
            start = named.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? Recipe.Load(terminal.Resolve(named))
                : start with { Data = terminal.ResolveNameOrPath(named) };
        }
        var recipe = training.Apply(parse, terminal, start);
        if (parse.Seed(seed) is { } number) recipe = recipe with { Seed = number, Split = null };
        return data.IfGiven(parse, terminal, recipe.DataOptions) is { } asked ? recipe with { DataOptions = asked, Split = null } : recipe;
    }
}
