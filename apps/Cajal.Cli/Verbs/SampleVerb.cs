using System.CommandLine;

namespace Cajal.Cli;

/// <summary><c>cajal sample RUN [PROMPT]</c>: text that a language model writes.</summary>
internal static class SampleVerb
{
    private const int UsualCount = 300;
    private const double UsualTemperature = 0.8;

    public static Command Create(Terminal terminal)
    {
        var prompt = new Argument<string?>("prompt")
        {
            HelpName = "PROMPT",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "the beginning that it goes on from; without it, it begins by itself",
        };
        var run = new ModelArgument(prompt);
        var count = TextOption.Of("--count", "N", $"tokens to write ({UsualCount})");
        var temperature = TextOption.Of("--temperature", "X",
            $"below 1 the likelier comes more often, above 1 less ({Numbers.Plain(UsualTemperature)})");
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command("sample", "let a trained language model write, token by token");
        run.AddTo(command);
        foreach (var option in (Option[])[count, temperature, seed, json]) command.Add(option);
        command.SetAction(parse =>
        {
            int tokens = parse.Whole(count, 1) ?? UsualCount;
            double heat = parse.Number(temperature, 0, above: true) ?? UsualTemperature;
            var model = run.LoadText(parse, terminal)
                ?? throw new UsageException("This run answers and does not write; take predict in place of sample.");
            string text = model.Write(run.Second(parse) ?? "", tokens, parse.Seed(seed) ?? 42, heat);
            if (parse.GetValue(json)) JsonText.Write(terminal.Out, writer => writer.WriteString("text", text));
            else terminal.Out.WriteLine(text);
            return ExitCode.Done;
        });
        return command;
    }
}
