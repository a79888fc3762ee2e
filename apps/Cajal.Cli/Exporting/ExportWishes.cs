using System.CommandLine;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>What single formats are asked for beyond the file.</summary>
/// <param name="Preprocessing">Whether the file reads raw inputs.</param>
/// <param name="Answers">Whether the file answers in shares and units.</param>
/// <param name="FoldNorms">Whether batch norms are written into the convolutions before them.</param>
/// <param name="Map">Names of another program beside ours.</param>
/// <param name="Floats">The element type floats are stored in; null keeps their own.</param>
/// <param name="WeightsBeside">Whether weights lie in a file of their own.</param>
internal sealed record ExportWishes(bool Preprocessing, bool Answers, bool FoldNorms, WeightMap? Map, StoredType? Floats, bool WeightsBeside);

/// <summary>The options for <see cref="ExportWishes"/>; one that the chosen format does not know is wrong use.</summary>
internal sealed class ExportOptions
{
    private readonly Option<bool> preprocessing = new("--with-preprocessing") { Description = "onnx: scale inputs in the file as the run does, so that it reads raw numbers" };
    private readonly Option<bool> answers = new("--with-answers") { Description = "onnx: shares of classes, and numbers in their units, in place of what the network itself gives" };
    private readonly Option<bool> foldNorms = new("--fold-norms") { Description = "onnx: write batch norms into the convolutions before them, the same answers with fewer steps" };
    private readonly Option<string> map = TextOption.Of("--map", "FILE", "safetensors: lines 'theirs = ours', to write another program's names");
    private readonly Option<string> floats = TextOption.Of("--floats", "TYPE", "safetensors: float16 or bfloat16 in place of 32 bits");
    private readonly Option<string> weights = TextOption.Of("--weights", "PLACE", "csharp: inside the program (inside), or in a file beside it (side)");

    /// <summary>Declares them.</summary>
    public void AddTo(Command command)
    {
        command.Add(preprocessing);
        command.Add(answers);
        command.Add(foldNorms);
        command.Add(map);
        command.Add(floats);
        command.Add(weights);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">One that the format does not know.</exception>
    public ExportWishes Read(ParseResult parse, IExportFormat format, Terminal terminal)
    {
        var wishes = new ExportWishes(parse.GetValue(preprocessing), parse.GetValue(answers), parse.GetValue(foldNorms), parse.Text(map) is { } file ? WeightMap.Load(terminal.Resolve(file)) : null, FloatsOf(parse), AreBeside(parse));
        foreach (var (name, isGiven) in new[] { (preprocessing.Name, wishes.Preprocessing), (answers.Name, wishes.Answers), (foldNorms.Name, wishes.FoldNorms), (map.Name, wishes.Map is not null), (floats.Name, wishes.Floats is not null), (weights.Name, parse.Text(weights) is not null) })
            if (isGiven && !format.Options.Contains(name)) throw new UsageException($"{name} means nothing with --to {format.Name}; leave it out.");
        return wishes;
    }

    private bool AreBeside(ParseResult parse) => parse.Text(weights) switch
    {
        null or "inside" => false,
        "side" => true,
        var other => throw Values.Wrong(weights, "inside or side", other),
    };

    private StoredType? FloatsOf(ParseResult parse) => parse.Text(floats) switch
    {
        null => null,
        "float16" => StoredType.Float16,
        "bfloat16" => StoredType.BFloat16,
        var other => throw Values.Wrong(floats, "float16 or bfloat16", other),
    };
}
