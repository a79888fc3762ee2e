using Cajal.Networks;

namespace Cajal.Training;

/// <summary>How a run of any kind begins in its folder, or goes on there: its recipe is written first, a run that stands there is replaced
/// only when the new one is sure to begin, and one that never began leaves nothing behind.</summary>
internal static class KeptRun
{
    /// <summary>Begins a run, or goes on with the one that is there.</summary>
    /// <param name="recipe">What is asked for.</param>
    /// <param name="folder">Where it is kept.</param>
    /// <param name="existing">What to do when the folder holds a run already.</param>
    /// <param name="prepare">Reads the data and makes every choice that is open.</param>
    /// <param name="complete">The recipe with every choice made.</param>
    /// <param name="train">Trains what was prepared, from its checkpoint where there is one.</param>
    public static TRun Train<TPrepared, TRun>(Recipe recipe, string folder, ExistingRun existing, Func<Recipe, TPrepared> prepare,
        Func<TPrepared, Recipe> complete, Func<TPrepared, RunFolder, TRun> train)
    {
        var place = new RunFolder(folder);
        bool isNew = !Directory.Exists(folder);
        place.Prepare(existing);
        try
        {
            using var held = RunLock.Take(place.Path);
            place.Sweep();
            if (place.HasRun && existing == ExistingRun.Resume)
            {
                var stored = Recipe.Load(place.Recipe);
                RecipeComparison.RequireSame(recipe, stored, place.Recipe);
                return train(prepare(stored), place);
            }
            var prepared = prepare(recipe);
            if (place.IsFree) complete(prepared).Save(place.Recipe);
            else place.Replace(() => complete(prepared).Save(place.Recipe));
            return train(prepared, place);
        }
        catch
        {
            if (isNew) place.RemoveIfEmpty();
            throw;
        }
    }

    /// <summary>The recipe of a run that is to go on, after another number of epochs in all was written into it.</summary>
    /// <exception cref="ArgumentException">More are trained already.</exception>
    /// <exception cref="RunException">There is no run.</exception>
    public static Recipe ToResume(string folder, int? epochs)
    {
        var place = new RunFolder(folder);
        var stored = Recipe.Load(place.Recipe);
        if (epochs is not { } wanted || stored.Epochs == wanted) return stored;
        using var held = RunLock.Take(place.Path);
        var longer = Lengthened(stored, wanted, new Checkpoints(place.Checkpoints).EpochsDone());
        longer.Save(place.Recipe);
        return longer;
    }

    /// <summary>Gives a model the weights of a finished run, or those of its latest checkpoint; then the sentence that says so comes
    /// back.</summary>
    /// <exception cref="RunException">There is neither, or it is damaged.</exception>
    public static string? LoadWeights(RunFolder place, Module model)
    {
        if (Directory.Exists(place.Model))
        {
            ModelWeights.Load(Path.Combine(place.Model, Checkpoint.Weights), model);
            return null;
        }
        if (new Checkpoints(place.Checkpoints).Find() is not { } checkpoint)
            throw new RunException($"The run '{place.Path}' has neither a finished model nor a checkpoint. Resume it to train it.");
        ModelWeights.Load(Path.Combine(checkpoint, Checkpoint.Weights), model);
        return $"The run is not finished; these are the weights of its checkpoint '{Path.GetFileName(checkpoint)}'. Resume it to finish it.";
    }

    /// <summary>Writes a finished model and how it was judged.</summary>
    /// <param name="place">The run.</param>
    /// <param name="model">Its weights are kept.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="more">One more file beside the weights, by name and content.</param>
    public static void Keep(RunFolder place, Module model, RunResult result, (string Name, string Text)? more = null)
    {
        AtomicFolder.Write(place.Model, aside =>
        {
            ModelWeights.Save(Path.Combine(aside, Checkpoint.Weights), model);
            if (more is var (name, text)) AtomicFile.Write(Path.Combine(aside, name), System.Text.Encoding.UTF8.GetBytes(text));
        });
        TrainingJson.Write(place.Result, result, TrainingJson.Default.RunResult);
    }

    /// <summary>The recipe with another number of epochs, of which some are done.</summary>
    /// <exception cref="ArgumentException">More are trained already.</exception>
    public static Recipe Lengthened(Recipe recipe, int epochs, int done)
    {
        if (epochs < done)
            throw new ArgumentException($"The run has trained {done} epochs already, and {epochs} in all are asked for now. Ask for more, or "
                + "begin a new run.");
        var reasons = new Dictionary<string, string>(recipe.Reasons ?? new Dictionary<string, string>())
        {
            ["epochs"] = $"as asked when it was resumed after {done} epochs; up to there it was trained for {recipe.Epochs} in all",
        };
        recipe = recipe with { Epochs = epochs, Reasons = reasons };
        RecipeNumbers.Check(recipe);
        return recipe;
    }
}
