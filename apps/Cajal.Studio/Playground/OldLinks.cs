using System.Globalization;

namespace Cajal.Studio;

/// <summary>Links of the TensorFlow Playground: its 27 names, read with the meaning they had there.</summary>
/// <remarks>One tanh output against −1 and +1 (a linear one for numbers), half the squared error, weights from −0.5 to 0.5, biases of 0.1, no new order in an epoch,
/// penalties after the step. Points are drawn anew from the same geometry: its random numbers are not the house's.</remarks>
internal static class OldLinks
{
    /// <summary>The names, as they stand in its source.</summary>
    public static readonly string[] Names =
    [
        "activation", "regularization", "batchSize", "dataset", "regDataset", "learningRate", "regularizationRate", "noise", "networkShape", "seed", "showTestData",
        "discretize", "percTrainData", "x", "y", "xTimesY", "xSquared", "ySquared", "cosX", "sinX", "cosY", "sinY", "collectStats", "tutorial", "problem", "initZero",
        "hideText",
    ];

    private static readonly (string Old, string New)[] InputNames =
        [("x", "x"), ("y", "y"), ("xSquared", "xx"), ("ySquared", "yy"), ("xTimesY", "xy"), ("sinX", "sin-x"), ("sinY", "sin-y")];

    // Controls that had to be hidden by name there, and the parts of this page that they stand in.
    private static readonly Dictionary<string, string> Hidden = new(StringComparer.Ordinal)
    {
        ["showTestData"] = "test",
        ["discretize"] = "discretize",
        ["playButton"] = "play",
        ["stepButton"] = "step",
        ["resetButton"] = "reset",
        ["learningRate"] = "rate",
        ["activation"] = "activation",
        ["regularization"] = "penalty",
        ["regularizationRate"] = "penalty",
        ["problem"] = "data",
        ["dataset"] = "data",
        ["percTrainData"] = "train-share",
        ["noise"] = "noise",
        ["batchSize"] = "batch",
        ["numHiddenLayers"] = "layers",
    };

    /// <summary>Whether names are those of such a link.</summary>
    public static bool IsOld(IEnumerable<string> names) => names.Any(n => Names.Contains(n) || n.EndsWith("_hide", StringComparison.Ordinal));

    /// <summary>The state such a link opened.</summary>
    /// <exception cref="ArgumentException">A value that is none.</exception>
    public static PlaygroundState Read(IReadOnlyDictionary<string, string> link, out IReadOnlyList<string> notes)
    {
        var said = new List<string> { "A link of the TensorFlow Playground: its rules are on (tanh output, half the squared error, fixed order, penalties after the step). Points are drawn anew." };
        bool isNumbers = Text("problem", "classification") == "regression", startsAtZero = Flag("initZero", false);
        double penalty = Number("regularizationRate", 0);
        string kind = Text("regularization", "none"), activation = Text("activation", "tanh");
        string[] inputs = [.. InputNames.Where(n => Flag(n.Old, n.Old is "x" or "y")).Select(n => n.New)];
        if (inputs.Length == 0) inputs = ["x", "y"];
        // As there: a noise above 80 is 50 again, a batch has at least one example.
        double noise = Number("noise", 0);
        if (noise > 80) noise = 50;
        long seed = SeedOf(Text("seed", "1"));
        if (link.ContainsKey("tutorial") && Text("tutorial", "").Length > 0) said.Add("The link names a tutorial, whose text was on that page; it is left out.");
        if (Flag("cosX", false) || Flag("cosY", false)) said.Add("cosX and cosY had no input there, and have none here.");
        if (Flag("collectStats", false)) said.Add("collectStats is left out: nothing is ever sent.");
        var state = new PlaygroundState
        {
            Data = isNumbers ? Choice("regDataset", "reg-plane", ("reg-plane", "plane"), ("reg-gauss", "multi-gauss"))
                : Choice("dataset", "circle", ("circle", "circle"), ("xor", "xor"), ("gauss", "gauss"), ("spiral", "spiral")),
            Noise = Math.Clamp(noise, 0, 50) / 100,
            TrainShare = Math.Clamp(Number("percTrainData", 50), 10, 90) / 100,
            Inputs = string.Join(',', inputs),
            Layers = string.Join(',', Text("networkShape", "4,2").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(units => $"{units}:{Activation(activation)}")),
            Output = isNumbers ? "linear" : "tanh",
            Loss = "half-squared",
            Init = startsAtZero ? "zeros" : "uniform(low=-0.5, high=0.5)",
            FirstBias = startsAtZero ? 0 : 0.1,
            Optimizer = "gradient-descent",
            Rate = Number("learningRate", 0.03),
            Batch = (int)Math.Clamp(Number("batchSize", 10), 1, 100_000),
            Shuffle = false,
            L1 = kind == "L1" ? penalty : 0,
            L2 = kind == "L2" ? penalty : 0,
            OldRules = true,
            DataSeed = seed,
            WeightSeed = seed,
            OrderSeed = seed,
            ShowTest = Flag("showTestData", false),
            Discretize = Flag("discretize", false),
            Hide = string.Join(',', link.Where(e => e.Key.EndsWith("_hide", StringComparison.Ordinal) && e.Value == "true").Select(e => Hidden.GetValueOrDefault(e.Key[..^5]))
                .Append(Flag("hideText", false) ? "text" : null).OfType<string>().Distinct()),
        };
        if (kind is not ("none" or "L1" or "L2" or "")) throw new ArgumentException($"'regularization' of the link is none, L1 or L2; received '{kind}'.");
        notes = said;
        return state;

        string Text(string name, string usual) => link.GetValueOrDefault(name) is { Length: > 0 } given ? given : usual;

        bool Flag(string name, bool usual) => link.TryGetValue(name, out string? given) ? given != "false" && given.Length > 0 : usual;

        double Number(string name, double usual) => !link.TryGetValue(name, out string? given) || given.Length == 0 ? usual
            : double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number >= 0 ? number
            : throw new ArgumentException($"'{name}' of the link is a number of at least 0; received '{given}'.");

        string Choice(string name, string usual, params (string Old, string New)[] known) => known.FirstOrDefault(k => k.Old == Text(name, usual)).New
            ?? throw new ArgumentException($"'{name}' of the link is one of {string.Join(", ", known.Select(k => k.Old))}; received '{Text(name, usual)}'.");
    }

    private static string Activation(string name) => name is "relu" or "tanh" or "sigmoid" or "linear" ? name
        : throw new ArgumentException($"'activation' of the link is relu, tanh, sigmoid or linear; received '{name}'.");

    // FNV-1a over the text, below 2⁵³ so that a page can hold it.
    private static long SeedOf(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text) hash = (hash ^ c) * 1099511628211;
        return (long)(hash & ((1UL << 53) - 1));
    }
}
