using System.CommandLine;
using System.Globalization;
using Cajal.Insight;
using Cajal.Lectures;
using Cajal.Networks;

namespace Cajal.Cli;

/// <summary><c>cajal explain forward | backprop | run RUN | perceptron GATE | gradient FORMULA --at NUMBERS | derivation | collapse | cost</c>: the arithmetic, number by number.</summary>
internal static class ExplainVerb
{
    public static Command Create(Terminal terminal)
    {
        var digits = TextOption.Of("--digits", "N", "significant digits of numbers, 1 to 15 (10)");
        var format = TextOption.Of("--format", "NAME", "text, markdown, html or json (text)");
        var output = TextOption.Of("--out", "FILE", "write it into a file instead of the terminal; .md, .html and .json choose the format");
        digits.Recursive = format.Recursive = output.Recursive = true;
        var command = new Command("explain", "every number of a forward pass, a backward pass and an update") { digits, format, output };
        command.Add(Story("forward", "the lecture's handworked forward pass, beside the slide", parse => LectureForward.Explain(new(Digits(parse)))));
        command.Add(Story("backprop", "the lecture's backpropagation demo, its question marks filled in", parse => LectureBackpropagation.Explain(new(Digits(parse)))));
        command.Add(ExplainRun.Create(terminal, Story, Digits));
        command.Add(Perceptron());
        command.Add(Gradient());
        command.Add(Derived());
        command.Add(Network("collapse", "a stack of linear layers multiplied out into one", "3-4-2-2", (sizes, rng) =>
            Collapse.Explain([.. sizes.Skip(1).Select((size, l) => new Linear(sizes[l], size, rng, dtype: DType.Float64))])));
        command.Add(Network("cost", "what a training step computes and keeps, and what a numeric gradient would cost", "784-128-64-10", (sizes, rng) =>
            Mlp.Build(sizes, rng).ExplainCost(Tensor.Normal([64, sizes[0]], rng), Tensor.RandomIntegers([64], rng, 0, sizes[^1]))));
        command.SetAction(int (_) => throw new UsageException(
            $"Say what to explain: {string.Join(", ", command.Subcommands.Select(c => c.Name))}. A first try: {terminal.Program} explain backprop."));
        return command;

        Command Perceptron()
        {
            var gate = new Argument<string>("GATE") { Description = string.Join(", ", PerceptronStory.Names) };
            var story = Story("perceptron", "Rosenblatt's perceptron learns a logic gate, example by example", parse =>
            {
                string name = parse.GetValue(gate)!;
                return PerceptronStory.Names.Contains(name) ? PerceptronStory.Explain(name)
                    : throw new UsageException($"explain perceptron knows the gates {string.Join(", ", PerceptronStory.Names)}; received '{name}'.");
            });
            story.Add(gate);
            return story;
        }

        Command Gradient()
        {
            var formula = new Argument<string>("FORMULA") { Description = "for example \"x^2*y\"" };
            var at = TextOption.Of("--at", "NUMBERS", "a number for each variable, in the order they first appear: 0.5,0.5");
            var story = Story("gradient", "the gradient of a formula: calculus, backpropagation and central differences side by side", parse =>
            {
                string text = parse.Text(at) ?? throw new UsageException("explain gradient needs the point: --at 0.5,0.5, a number for each variable.");
                double[] point = [.. text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
                    : throw Values.Wrong(at, "numbers with commas between them, for example 0.5,0.5", text))];
                try
                {
                    return FormulaGradient.Explain(Formula.Parse(parse.GetValue(formula)!), point, Digits(parse));
                }
                catch (Exception error) when (error is FormatException or ArgumentException)
                {
                    throw new UsageException(error.Message);
                }
            });
            story.Add(formula);
            story.Add(at);
            return story;
        }

        Command Derived()
        {
            var layers = TextOption.Of("--layers", "SIZES", "units of each layer, inputs first (2-3-3-3-1)");
            var activation = TextOption.Of("--activation", "NAME", $"{string.Join(", ", Derivation.Activations)} (sigmoid)");
            var rows = new Option<bool>("--rows") { Description = "examples as rows, as in PyTorch, instead of columns, as in the lecture" };
            var story = Story("derivation", "backpropagation in symbols for a network of any depth", parse =>
            {
                int[] sizes = LayerSizes.Read(parse.Text(layers) ?? "2-3-3-3-1", least: 2);
                string name = parse.Text(activation) ?? "sigmoid";
                return Derivation.Activations.Contains(name) ? Derivation.Explain(sizes, name, parse.GetValue(rows))
                    : throw Values.Wrong(activation, string.Join(", ", Derivation.Activations), name);
            });
            story.Add(layers);
            story.Add(activation);
            story.Add(rows);
            return story;
        }

        Command Network(string name, string description, string usual, Func<int[], Rng, Page> tell)
        {
            var layers = TextOption.Of("--layers", "SIZES", $"units of each layer, inputs first ({usual})");
            var story = Story(name, description, parse => tell(LayerSizes.Read(parse.Text(layers) ?? usual, least: 2), new Rng(42)));
            story.Add(layers);
            return story;
        }

        Command Story(string name, string description, Func<ParseResult, Page> tell)
        {
            var story = new Command(name, description);
            story.SetAction(parse => Write(tell(parse), parse.Text(format), parse.Text(output)));
            return story;
        }

        int Digits(ParseResult parse) => parse.Whole(digits, 1) is not { } count ? 10
            : count <= 15 ? count : throw Values.Wrong(digits, "a whole number from 1 to 15", parse.Text(digits)!);

        int Write(Page page, string? name, string? file) => PageWriting.Write(terminal, page, output, file, format, name);
    }
}
