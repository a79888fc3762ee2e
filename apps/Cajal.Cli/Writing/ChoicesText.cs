using Cajal.Training;

namespace Cajal.Cli;

/// <summary>What will be trained, for people: every choice with its reason, then what was noticed in the data.</summary>
internal static class ChoicesText
{
    public static void Write(Terminal terminal, RunPrepared run)
    {
        var output = terminal.Out;
        var recipe = run.Recipe;
        var table = new TextTable("choice", "value", "why") { LeftColumns = 3, Width = terminal.OutWidth };
        if (recipe.Split is { } split)
        {
            string test = split.Test > 0 ? $"{Numbers.Whole(split.Test)} test, which only evaluate opens" : "none for a test";
            table.Add("data", terminal.Shorten(recipe.Data),
                $"{Numbers.Whole(split.Training)} training, {Numbers.Whole(split.Validation)} validation, {test}");
        }
        string network = run.Spec.Kind == "mlp" ? string.Join('-', run.Spec.Sizes) : run.Spec.Kind;
        table.Add("network", network, $"{Numbers.Whole(run.Parameters)} parameters");
        void Choice(string name, string property, string? value)
        {
            if (value is not null) table.Add(name, value, recipe.Reasons?.GetValueOrDefault(property) ?? "as asked");
        }
        Choice("layers", "layers", recipe.Layers is "" ? "none" : recipe.Layers);
        Choice("initializer", "initializer", recipe.Initializer);
        Choice("augmentation", "augment", recipe.Augment);
        if (recipe.Balanced == true) Choice("balanced", "balanced", "yes");
        if (recipe.From is { } from)
            table.Add("features", terminal.Shorten(from), recipe.Tune == true ? "its layers but the last learn too" : "its layers but the last stay as they are");
        Choice("linear layers cut", "cut", recipe.Cut is { } cut ? Numbers.Whole(cut) : null);
        Choice("labels", "labels", recipe.Labels is { } each ? $"{Numbers.Whole(each)} of each class" : null);
        if (recipe.DataOptions?.Classes is { } classes) table.Add("classes", string.Join(",", classes), "as asked");
        Choice("share of training", "share", recipe.Share is { } share ? Numbers.Plain(share) : null);
        if (run.Spec.Hidden.Count > 0) Choice("activation", "activation", recipe.Activation);
        Choice("loss", "loss", recipe.Loss);
        Choice("optimizer", "optimizer", recipe.Optimizer);
        Choice("learning rate", "learningRate", recipe.LearningRate is { } rate ? Numbers.Plain(rate) : null);
        Choice("schedule", "schedule", recipe.Schedule);
        Choice("average", "average", recipe.Average);
        Choice("batch", "batch", recipe.Batch);
        Choice("epochs", "epochs", recipe.Epochs is { } epochs ? Numbers.Whole(epochs) : null);
        Choice("dropout", "dropout", Given(recipe.Dropout));
        Choice("l1", "l1", Given(recipe.L1));
        Choice("l2", "l2", Given(recipe.L2));
        if (recipe.EarlyStopping is > 0 and var patience)
            Choice("early stopping", "earlyStopping", $"{Numbers.Whole(patience)} epochs by {recipe.StopBy}");
        table.Add("seed", recipe.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        output.Write(table);
        foreach (string note in run.Notes) output.WriteLine($"note: {note}");
        output.WriteLine();
    }

    private static string? Given(double? value) => value is > 0 and var number ? Numbers.Plain(number) : null;
}
