using System.CommandLine;
using System.Globalization;
using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>The options of <c>train</c> that say what network is built and how; each overrides what a recipe file says.</summary>
internal sealed class TrainOptions
{
    private const int UsualPatience = 10;

    private readonly Option<string> layers = TextOption.Of("--layers", "SIZES",
        "units of the hidden layers, 128,64; 0 for none, a linear model; without it, one layer chosen from inputs and outputs");
    private readonly Option<string> model = NetworkOptions.Model();
    private readonly Option<string> initializer = NetworkOptions.Initializer();
    private readonly Option<string> augment = TextOption.Of("--augment", "STEPS",
        "changes of training examples, drawn anew each epoch, with + between them: " + string.Join("; ", Augmentation.Known));
    private readonly Option<string> tokens = TextOption.Of("--tokens", "NAME",
        "vocabulary of a text: characters, or byte-pairs(512) (characters)");
    private readonly Option<string> context = TextOption.Of("--context", "N",
        "tokens that a language model sees at once (64)");
    private readonly Option<bool> balanced = new("--balanced") { Description = "bring every class equally often, however rare it is" };
    private readonly Option<string> activation = NetworkOptions.Activation();
    private readonly Option<string> loss = NetworkOptions.Loss();
    private readonly Option<string> optimizer = NetworkOptions.Optimizer();
    private readonly Option<string> schedule = NetworkOptions.Schedule();
    private readonly Option<string> learningRate = TextOption.Of("--learning-rate", "X",
        "step length at the start, or at the peak of a schedule");
    private readonly Option<string> average = NetworkOptions.Average();
    private readonly Option<string> batch = TextOption.Of("--batch", "N|all",
        "examples per step; all is full-batch gradient descent");
    private readonly Option<string> epochs = TextOption.Of("--epochs", "N",
        "passes over the training part");
    private readonly Option<string> l1 = TextOption.Of("--l1", "X",
        "strength of the penalty Σ|w|");
    private readonly Option<string> l2 = TextOption.Of("--l2", "X",
        "strength of the penalty Σw²");
    private readonly Option<string> dropout = TextOption.Of("--dropout", "RATE",
        "share of hidden units left out in each step, from 0 to below 1");
    private readonly Option<string> earlyStopping = new("--early-stopping")
    {
        HelpName = "PATIENCE",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "stop after this many epochs without progress (10) and restore the best weights",
    };
    private readonly Option<string> share = TextOption.Of("--share", "X",
        "share of the training part to learn from, above 0 to 1; validation and test stay whole");
    private readonly Option<string> monitor = TextOption.Of("--monitor", "N|none",
        "look at the layers every N steps (1: in each), or never; without it seldom, which costs less than 5 % of the time");
    private readonly Option<string> validation = TextOption.Of("--validation", "SHARE",
        "share of the examples for validation, from 0 to below 1 (0.1)");
    private readonly Option<string> test = TextOption.Of("--test", "SHARE",
        "share of the examples for the test, which only evaluate opens (0.25)");

    /// <summary>Option and property of the recipe, in the order of the help text.</summary>
    private (Option<string> Option, string Property)[] All =>
    [
        (model, "model"), (layers, "layers"), (initializer, "initializer"), (augment, "augment"), (tokens, "tokens"), (context, "context"),
        (activation, "activation"), (loss, "loss"), (optimizer, "optimizer"), (learningRate, "learningRate"), (schedule, "schedule"),
        (average, "average"), (batch, "batch"), (epochs, "epochs"), (l1, "l1"), (l2, "l2"), (dropout, "dropout"),
        (earlyStopping, "earlyStopping"), (share, "share"), (monitor, "monitor"), (validation, "validation"), (test, "test"),
    ];

    public void AddTo(Command command)
    {
        foreach (var (option, _) in All) command.Add(option);
        command.Add(balanced);
    }

    /// <summary>Whether the command says anything about the training; <c>--epochs</c> apart.</summary>
    public bool AnyGiven(ParseResult parse) => parse.GetValue(balanced)
        || All.Any(o => o.Option != epochs && parse.GetResult(o.Option) is not null);

    /// <summary>The number of epochs, when the command gives it.</summary>
    public int? Epochs(ParseResult parse) => parse.Whole(epochs, 1);

    /// <summary>A recipe with everything the command says put into it.</summary>
    /// <exception cref="ArgumentException">An unknown name, or a number out of range.</exception>
    public Recipe Apply(ParseResult parse, Recipe recipe)
    {
        bool splitChanges = parse.GetResult(validation) is not null || parse.GetResult(test) is not null;
        return recipe with
        {
            Model = Checked(parse.Text(model), t => t == "mlp" ? null : GenerativeCatalog.Names(t) ? (object)GenerativeCatalog.All.Parse(t)
                : GameRun.IsGame(recipe) ? GameCatalog.Players.Parse(t) : ModelCatalog.Parse(t)) ?? recipe.Model,
            Initializer = Checked(parse.Text(initializer), Initializer.Parse) ?? recipe.Initializer,
            Augment = Checked(parse.Text(augment), Augmentation.Parse) ?? recipe.Augment,
            Tokens = parse.Text(tokens) ?? recipe.Tokens,
            Context = parse.Whole(context, 1) ?? recipe.Context,
            Balanced = parse.GetValue(balanced) ? true : recipe.Balanced,
            Layers = Checked(parse.Text(layers), t => t.Trim() == "0" ? [] : Mlp.ParseSizes(t)) ?? recipe.Layers,
            Activation = Checked(parse.Text(activation), Activation.Parse) ?? recipe.Activation,
            Loss = Checked(parse.Text(loss), Loss.Parse) ?? recipe.Loss,
            Optimizer = Checked(parse.Text(optimizer), Optimizer.Catalog.Parse) ?? recipe.Optimizer,
            LearningRate = parse.Number(learningRate, 0, above: true) ?? recipe.LearningRate,
            Schedule = Checked(parse.Text(schedule), Schedule.Parse) ?? recipe.Schedule,
            Average = Checked(parse.Text(average), WeightAverage.Catalog.Parse) ?? recipe.Average,
            Batch = BatchOf(parse) ?? recipe.Batch,
            Epochs = Epochs(parse) ?? recipe.Epochs,
            L1 = parse.Number(l1, 0) ?? recipe.L1,
            L2 = parse.Number(l2, 0) ?? recipe.L2,
            Dropout = parse.Number(dropout, 0, limit: 1) ?? recipe.Dropout,
            EarlyStopping = parse.GetResult(earlyStopping) is null ? recipe.EarlyStopping : parse.Whole(earlyStopping, 1) ?? UsualPatience,
            Share = parse.Number(share, 0, above: true) ?? recipe.Share,
            Monitor = MonitorOf(parse) ?? recipe.Monitor,
            Validation = parse.Number(validation, 0, limit: 1) ?? recipe.Validation,
            Test = parse.Number(test, 0, limit: 1) ?? recipe.Test,
            Split = splitChanges ? null : recipe.Split,
            Reasons = recipe.Reasons?.Where(r => !All.Any(o => o.Property == r.Key && parse.GetResult(o.Option) is not null))
                .ToDictionary(),
        };
    }

    private string? BatchOf(ParseResult parse) => parse.Text(batch) is "all" ? "all"
        : parse.Whole(batch, 1, "a whole number from 1, or all")?.ToString(CultureInfo.InvariantCulture);

    private string? MonitorOf(ParseResult parse) => parse.Text(monitor) is ("none" or "sampled") and var word ? word
        : parse.Whole(monitor, 1, "a whole number from 1, sampled or none")?.ToString(CultureInfo.InvariantCulture);

    // Reading a name checks it; the recipe keeps the text.
    private static string? Checked<T>(string? text, Func<string, T> read)
    {
        if (text is not null) _ = read(text);
        return text;
    }
}
