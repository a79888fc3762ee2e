using System.CommandLine;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal sample RUN [PROMPT]</c>: text that a language model writes, examples that a model makes, games that a policy plays.</summary>
internal static class SampleVerb
{
    private const int UsualTokens = 300, UsualExamples = 100, UsualGames = 3;
    private const double UsualTemperature = 0.8;

    public static Command Create(Terminal terminal)
    {
        var prompt = new Argument<string?>("prompt")
        {
            HelpName = "PROMPT",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "text: the beginning that it goes on from; without it, it begins by itself",
        };
        var run = new ModelArgument(prompt);
        var count = TextOption.Of("--count", "N", $"tokens to write ({UsualTokens}), examples to make ({UsualExamples}), or games to play ({UsualGames})");
        var temperature = TextOption.Of("--temperature", "X",
            $"text: below 1 the likelier comes more often, above 1 less ({Numbers.Plain(UsualTemperature)})");
        var sheet = TextOption.Of("--sheet", "FILE.png", "pictures: where to draw them, ten in a row");
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command("sample", "let a trained model write text, make examples or play");
        run.AddTo(command);
        foreach (var option in (Option[])[count, temperature, sheet, seed, json]) command.Add(option);
        command.SetAction(parse =>
        {
            ulong draws = parse.Seed(seed) ?? 42;
            if (run.LoadText(parse, terminal) is { } text)
            {
                if (parse.Text(sheet) is not null) throw new UsageException("--sheet is for pictures, and this run writes text.");
                double heat = parse.Number(temperature, 0, above: true) ?? UsualTemperature;
                string written = text.Write(run.Second(parse) ?? "", parse.Whole(count, 1) ?? UsualTokens, draws, heat);
                if (parse.GetValue(json)) JsonText.Write(terminal.Out, writer => writer.WriteString("text", written));
                else terminal.Out.WriteLine(written);
                return ExitCode.Done;
            }
            if (run.LoadGame(parse, terminal) is { } game)
            {
                if (run.Second(parse) is not null || parse.Text(temperature) is not null || parse.Text(sheet) is not null)
                    throw new UsageException("A prompt, --temperature and --sheet are for text and examples, and this run plays a game.");
                return Play(terminal, game, parse.Whole(count, 1) ?? UsualGames, draws, parse.GetValue(json));
            }
            var maker = run.LoadGenerative(parse, terminal)
                ?? throw new UsageException("This run answers and makes nothing; take predict in place of sample.");
            if (run.Second(parse) is not null || parse.Text(temperature) is not null)
                throw new UsageException("A prompt and --temperature are for text, and this run makes examples.");
            SampleWriting.Write(terminal, maker, parse.Whole(count, 1) ?? UsualExamples, draws, parse.Text(sheet), parse.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static int Play(Terminal terminal, GameRun run, int count, ulong seed, bool asJson)
    {
        var games = Enumerable.Range(0, count).Select(i => run.Watch(seed + (ulong)i));
        if (asJson) JsonText.Write(terminal.Out, json => json.Objects("games", [.. games], game => json.Texts("pictures", game)));
        else
            foreach (var game in games) PlayedGame.Write(terminal.Out, game);
        return ExitCode.Done;
    }
}
