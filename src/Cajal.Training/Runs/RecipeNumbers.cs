using System.Globalization;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Reads the texts and numbers of a recipe, and refuses what cannot be meant.</summary>
internal static class RecipeNumbers
{
    /// <summary>Examples per step: a number or <c>all</c>; more than there are is left to the batches, which take all and say so.</summary>
    /// <exception cref="ArgumentException">Neither.</exception>
    public static int BatchSize(string text, int examples)
    {
        if (text.Trim().Equals("all", StringComparison.OrdinalIgnoreCase)) return examples;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size >= 1 ? size
            : throw new ArgumentException($"The batch is a whole number of examples of at least 1, or all; received '{text}'.");
    }

    /// <summary>Units of the hidden layers; <c>0</c> or nothing means none.</summary>
    /// <exception cref="ArgumentException">No list of sizes.</exception>
    public static int[] Hidden(string text) => text.Trim() == "0" ? [] : Mlp.ParseSizes(text);

    /// <summary>A fold, from 1, and how many there are; null for none.</summary>
    /// <exception cref="ArgumentException">No such text.</exception>
    public static (int Fold, int Folds)? Fold(string? text)
    {
        if (text is null) return null;
        int[] parts = [.. text.Split('/').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0)];
        return parts is [>= 1 and var fold, >= 2 and var folds] && fold <= folds ? (fold, folds)
            : throw new ArgumentException($"A fold is written 2/5: the second of five; received '{text}'.");
    }

    /// <summary>How often the layers are looked at: every so many steps, or seldom; neither for <c>none</c>.</summary>
    /// <exception cref="ArgumentException">No such text.</exception>
    public static (int? Every, bool Seldom) Monitored(string? text) => text?.Trim() switch
    {
        null or "sampled" => (null, true),
        "none" => (null, false),
        var number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int every) && every >= 1 => (every, false),
        _ => throw new ArgumentException($"The layers are looked at 'sampled' (seldom), every so many steps (1 for each), or 'none'; received '{text}'."),
    };

    /// <summary>Checks the numbers of a recipe that nobody else checks.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public static void Check(Recipe recipe)
    {
        _ = Monitored(recipe.Monitor);
        Require(recipe.Share is null or (> 0 and <= 1), "The share of the training part is a number above 0, at most 1", recipe.Share);
        if (!TextRun.IsText(recipe.Data) && (recipe.Tokens is not null || recipe.Context is not null))
            throw new ArgumentException($"'{(recipe.Tokens is not null ? "tokens" : "context")}' of a recipe is for text in .txt files; "
                + $"the data are '{recipe.Data}'.");
        if (recipe.Model is not (null or ModelSpec.Mlp)) RequireNoLayers(recipe);
        Require(recipe.Epochs is null or >= 1, "The number of epochs is a whole number of at least 1", recipe.Epochs);
        Require(recipe.MicroBatch is null or >= 1, "A micro-batch holds at least 1 example", recipe.MicroBatch);
        Require(recipe.Dropout is null or (>= 0 and < 1), "The drop rate lies in [0, 1); it is the share that is dropped", recipe.Dropout);
        Require(recipe.LearningRate is null || (recipe.LearningRate > 0 && double.IsFinite(recipe.LearningRate.Value)),
            "The learning rate is a positive number", recipe.LearningRate);
        Require(recipe.L1 is null || (recipe.L1 >= 0 && double.IsFinite(recipe.L1.Value)), "The strength of l1 is a number of at least 0",
            recipe.L1);
        Require(recipe.L2 is null || (recipe.L2 >= 0 && double.IsFinite(recipe.L2.Value)), "The strength of l2 is a number of at least 0",
            recipe.L2);
        Require(recipe.ClipNorm is null or > 0, "The bound for the norm of gradients is a positive number", recipe.ClipNorm);
        Require(recipe.ClipValue is null or > 0, "The bound for gradients is a positive number", recipe.ClipValue);
        Require(recipe.EarlyStopping is null or >= 0, "The patience of early stopping is a whole number of epochs of at least "
            + "0", recipe.EarlyStopping);
    }

    private static void RequireNoLayers(Recipe recipe)
    {
        if (GameRun.IsGame(recipe)) _ = GameCatalog.Players.Parse(recipe.Model!);
        else if (GenerativeCatalog.Names(recipe.Model!)) _ = GenerativeCatalog.All.Parse(recipe.Model!);
        else _ = ModelCatalog.Parse(recipe.Model!);
        string? given = recipe.Layers is not null ? "layers" : recipe.Activation is not null ? "activation"
            : recipe.Dropout is not null ? "dropout" : recipe.Initializer is not null ? "initializer" : null;
        if (given is not null)
            throw new ArgumentException($"The model '{recipe.Model}' has layers of its own, and '{given}' describes an mlp. Leave it out, "
                + $"or "
                + "write it as an option of the model.");
    }

    private static void Require(bool isRight, string rule, IFormattable? received)
    {
        if (!isRight) throw new ArgumentException($"{rule}; received {received?.ToString(null, CultureInfo.InvariantCulture)}.");
    }
}
