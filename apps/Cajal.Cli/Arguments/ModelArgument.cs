using System.CommandLine;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>The RUN that a verb reads, and what it reads it with: named first or by <c>--run</c>; without either, the latest run.</summary>
internal sealed class ModelArgument
{
    private readonly Argument<string?> run;

    private readonly Argument<string?>? second;

    private string? folder;

    private readonly Option<string> named = TextOption.Of("--run", "RUN", "the same, where it reads better");

    /// <param name="second">What may follow RUN; null when nothing does.</param>
    /// <param name="orOnnx">Whether the verb takes an ONNX file in its place.</param>
    public ModelArgument(Argument<string?>? second = null, bool orOnnx = false)
    {
        this.second = second;
        run = new("run")
        {
            HelpName = "RUN",
            Arity = ArgumentArity.ZeroOrOne,
            Description = $"the folder of a run that train has made, or of a model{(orOnnx ? ", or an ONNX file" : "")}; without it, the latest run",
        };
    }

    /// <summary>Declares the arguments, in their order, and the option.</summary>
    public void AddTo(Command command)
    {
        command.Add(run);
        if (second is not null) command.Add(second);
        command.Add(named);
    }

    /// <summary>True when the command names a run.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(run) is not null || parse.Text(named) is not null;

    /// <summary>What follows RUN; with <c>--run</c>, the only argument.</summary>
    public string? Second(ParseResult parse)
    {
        string? first = parse.GetValue(run), then = second is null ? null : parse.GetValue(second);
        if (parse.Text(named) is null) return then;
        if (then is not null || (second is null && first is not null))
            throw new UsageException("The run is named twice, once by --run; leave one of them out.");
        return first;
    }

    /// <summary>The model, and its run where there is one; says so when it is not finished.</summary>
    /// <param name="parse">The command.</param>
    /// <param name="terminal">Where it is typed.</param>
    /// <param name="dataFolder">Where the run's own data lie now; null where they lay.</param>
    public (TrainedModel Model, Run? Run) Load(ParseResult parse, Terminal terminal, string? dataFolder = null)
    {
        string folder = Folder(parse, terminal);
        if (!new RunFolder(folder).HasRun) return (TrainedModel.Load(folder), null);
        var loaded = Run.Load(folder, dataFolder);
        if (loaded.Notice is { } notice) terminal.Error.WriteLine(notice);
        return (loaded.Model, loaded);
    }

    /// <summary>The folder that the command names, or that of the latest run.</summary>
    public string Folder(ParseResult parse, Terminal terminal) => folder ??= (parse.Text(named) ?? parse.GetValue(run)) is { } path
        ? RunPlace.Existing(terminal, path) : Latest(terminal);

    /// <summary>The run when it is one of a language model, else null; says so when it is not finished.</summary>
    public TextRun? LoadText(ParseResult parse, Terminal terminal) => LoadIf(IsText, TextRun.Load, run => run.Notice, parse, terminal);

    /// <summary>The run when it is one of a model that makes examples, else null; says so when it is not finished.</summary>
    public GenerativeRun? LoadGenerative(ParseResult parse, Terminal terminal) =>
        LoadIf(IsGenerative, GenerativeRun.Load, run => run.Notice, parse, terminal);

    /// <summary>The run when it is one of a game, else null; says so when it is not finished.</summary>
    public GameRun? LoadGame(ParseResult parse, Terminal terminal) => LoadIf(IsGame, GameRun.Load, run => run.Notice, parse, terminal);

    /// <summary>Whether a folder holds the run of a model that makes examples.</summary>
    public static bool IsGenerative(string folder) => Is(folder, GenerativeRun.IsGenerative);

    /// <summary>Whether a folder holds the run of a language model.</summary>
    public static bool IsText(string folder) => Is(folder, recipe => TextRun.IsText(recipe.Data));

    /// <summary>Whether a folder holds the run of a game.</summary>
    public static bool IsGame(string folder) => Is(folder, GameRun.IsGame);

    private static bool Is(string folder, Func<Recipe, bool> about) =>
        new RunFolder(folder) is { HasRun: true } place && about(Recipe.Load(place.Recipe));

    private TRun? LoadIf<TRun>(Func<string, bool> isOne, Func<string, TRun> load, Func<TRun, string?> noticeOf, ParseResult parse, Terminal terminal)
        where TRun : class
    {
        string place = Folder(parse, terminal);
        if (!isOne(place)) return null;
        var loaded = load(place);
        if (noticeOf(loaded) is { } notice) terminal.Error.WriteLine(notice);
        return loaded;
    }

    private static string Latest(Terminal terminal)
    {
        string folder = RunPlace.Latest(terminal, null) ?? throw new UsageException("There is no run here yet; name its folder, or train one: cajal train.");
        terminal.Error.WriteLine($"The latest run: {Path.GetRelativePath(terminal.Resolve("."), folder)}");
        return folder;
    }
}
