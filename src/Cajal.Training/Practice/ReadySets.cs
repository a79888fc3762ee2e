using System.Globalization;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Comparisons that are asked again and again, ready to be made of any recipe.</summary>
public static class ReadySets
{
    private sealed class Entry(string name, string meaning, Func<Recipe, Recipe, IEnumerable<ComparedSetting>> make)
    {
        public string Name => name;

        public string Meaning => meaning;

        public Func<Recipe, Recipe, IEnumerable<ComparedSetting>> Make => make;
    }

    private static readonly string[] Optimizers =
        ["sgd", "sgd(momentum=0.9)", "nesterov-sgd", "adagrad", "rmsprop", "adam", "adamw", "nadam"];

    private static readonly string[] Initializers =
        ["he-normal", "he-uniform", "xavier-normal", "xavier-uniform", "lecun-normal", "orthogonal", "normal(0.01)", "normal(1)", "zeros"];

    private static readonly string[] Deep = ["resnet-s", "plain"];

    private static readonly int[] Sizes = [8, 32, 128, 512];

    private static readonly Entry[] All =
    [
        new("regularisation", "none, L2, dropout, early stopping, all of them", (_, made) => Regularisation(made)),
        new("optimizers", "update rules, each at its usual learning rate", (given, made) => Optimizers.Select(optimizer =>
            new ComparedSetting(
            optimizer, made with { Optimizer = optimizer, LearningRate = given.LearningRate }))),
        new("initialisers", "first weights, from well scaled to far too small and far too large", (_, made) =>
            Initializers.Select(initializer =>
            new ComparedSetting(initializer, made with { Initializer = initializer }))),
        new("depth", "width against depth at equal numbers of parameters", (_, made) => WidthAgainstDepth(made)),
        new("batch", "batch sizes: time, memory and noise of gradients, equal numbers of epochs", (_, made) => BatchSizes(made)
            .Select(batch => new ComparedSetting($"batch={batch}", made with { Batch = batch }))),
        new("residual", "30 layers with and without residual connections, and the gradient that reaches the first", (given, made) =>
            ResidualAgainstPlain(given, made)),
        new("share", "shares of the training data: the learning curve, equal numbers of steps", (_, made) => Shares(made)),
    ];

    /// <summary>The names of the sets, each with what it compares.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Known { get; } = [.. All.Select(e => (e.Name, e.Meaning))];

    /// <summary>The comparison of a ready set.</summary>
    /// <param name="name">One of <see cref="Known"/>.</param>
    /// <param name="recipe">What all settings share; it is completed once, so that nothing but the entries of the set differs.</param>
    /// <param name="seeds">Seeds for each setting.</param>
    /// <param name="folds">Folds for each seed.</param>
    /// <exception cref="ArgumentException">No such set, or one that does not apply to the model.</exception>
    public static ComparisonPlan Of(string name, Recipe recipe, int seeds = 3, int folds = 1)
    {
        var entry = Array.Find(All, e => NearestName.Plain(e.Name) == NearestName.Plain(name))
            ?? throw new ArgumentException(NearestName.Unknown("ready set", name, All.Select(e => e.Name)));
        var (made, _) = ComparisonPlan.Completed(recipe, []);
        if (entry.Name == "residual" && recipe is not { Model: null, Layers: null, Activation: null, Dropout: null, Initializer: null })
            throw new ArgumentException("The set 'residual' says itself which networks are compared; leave model, layers, activation, dropout and "
                + "initializer out.");
        if (entry.Name is "initialisers" or "depth" && made.Model is not (null or ModelSpec.Mlp))
            throw new ArgumentException($"The set '{entry.Name}' is about layers of an mlp; the model '{made.Model}' has its own.");
        ComparedSetting[] settings = [.. entry.Make(recipe, made)];
        ComparisonPlan.RequireDifferent(settings);
        return new ComparisonPlan
        {
            Title = entry.Name,
            Settings = settings,
            Seeds = seeds,
            Folds = folds,
            MeasuresNoise = entry.Name == "batch",
            MeasuresFirstGradient = entry.Name == "residual",
        }.Checked();
    }

    private static IEnumerable<ComparedSetting> Regularisation(Recipe made)
    {
        var none = made with { L1 = null, L2 = 0, Dropout = made.Dropout is null ? null : 0, EarlyStopping = 0 };
        double l2 = Math.Round(Math.Min(0.003, 10.0 / ExamplesOf(made)), 5), dropout = 0.2;
        const int Patience = 5;
        yield return new ComparedSetting("none", none);
        yield return new ComparedSetting(string.Create(CultureInfo.InvariantCulture, $"L2 {l2}"), none with { L2 = l2 });
        bool canDrop = made.Dropout is not null;
        if (canDrop) yield return new ComparedSetting(string.Create(CultureInfo.InvariantCulture, $"dropout {dropout}"),
            none with { Dropout = dropout });
        yield return new ComparedSetting("early stopping", none with { EarlyStopping = Patience });
        yield return new ComparedSetting("all", none with { L2 = l2, Dropout = canDrop ? dropout : null, EarlyStopping = Patience });
    }

    // The lecture's ResNet-S and the same products without the connections around them, from the same first weights.
    private static IEnumerable<ComparedSetting> ResidualAgainstPlain(Recipe given, Recipe made) => Deep.Select(model =>
        new ComparedSetting(model, made with
        {
            Model = model,
            Layers = null,
            Activation = null,
            Dropout = null,
            Initializer = null,
            LearningRate = given.LearningRate ?? 1e-3,
            L2 = given.L2 ?? 0,
        }));

    // Equal layers, ever more and ever narrower, with about the parameters of the recipe's own network.
    private static IEnumerable<ComparedSetting> WidthAgainstDepth(Recipe made)
    {
        var prepared = PreparedRun.Of(made);
        int inputs = prepared.Model.Spec.Sizes[0], outputs = prepared.Model.Spec.Outputs;
        long parameters = prepared.Model.Network.Parameters.Sum(p => (long)p.Count);
        for (int depth = 1; depth <= 8; depth = depth < 4 ? depth + 1 : depth * 2)
        {
            int units = Mlp.EqualWidth(inputs, outputs, depth, parameters);
            // Through a single unit nothing but one number passes.
            if (units == 1 && depth > 1) yield break;
            string layers = string.Join(',', Enumerable.Repeat(units.ToString(CultureInfo.InvariantCulture), depth));
            yield return new ComparedSetting($"{depth} x {units}", made with { Layers = layers });
        }
    }

    private static IEnumerable<ComparedSetting> Shares(Recipe made) => new[] { 0.05, 0.1, 0.2, 0.5, 1 }.Select(share => new ComparedSetting(
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %"), made with
        {
            Share = share,
            Epochs = (int)Math.Min(100_000, Math.Ceiling(made.Epochs!.Value / share)),
        }));

    private static IEnumerable<string> BatchSizes(Recipe made)
    {
        int examples = ExamplesOf(made);
        return [.. Sizes.Where(size => size < examples).Select(size => size.ToString(CultureInfo.InvariantCulture)), "all"];
    }

    private static int ExamplesOf(Recipe made) => PreparedRun.Of(made).Train.Count;
}
