using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A run whose weights were trained elsewhere: a folder that <c>predict</c>, <c>evaluate</c> and <c>train --from</c> read like any other.</summary>
public static class ImportedRun
{
    /// <summary>Makes the folder from a recipe: data are read, split and scaled as it says, the network is built and given its weights.</summary>
    /// <param name="recipe">What the network is and which data it answers.</param>
    /// <param name="folder">The new folder.</param>
    /// <param name="weights">Gives the network its weights; what it throws leaves no folder behind.</param>
    /// <exception cref="RunException">The folder holds something.</exception>
    /// <exception cref="DatasetException">The data cannot be used.</exception>
    public static TrainedModel Create(Recipe recipe, string folder, Action<Layer> weights)
    {
        var prepared = PreparedRun.Of(Run.Anchored(recipe));
        return Write(prepared.Recipe, prepared.Model, folder, weights);
    }

    /// <summary>Makes the folder from another run: its network and its scaling, with other weights. Its data are not read.</summary>
    /// <param name="run">The other run; it stays as it is.</param>
    /// <param name="folder">The new folder.</param>
    /// <param name="weights">Gives the network its weights; what it throws leaves no folder behind.</param>
    /// <exception cref="RunException">The folder holds something.</exception>
    public static TrainedModel Create(Run run, string folder, Action<Layer> weights)
    {
        // What the other weights answered to the training part says nothing of these.
        var model = new TrainedModel(run.Model.Spec, run.Model.Network, run.Model.Preprocessing);
        return Write(run.Recipe, model, folder, weights);
    }

    /// <summary>The network of a recipe with its first weights, to look at its names.</summary>
    /// <exception cref="DatasetException">The data cannot be used.</exception>
    public static Layer NetworkOf(Recipe recipe) => PreparedRun.Of(Run.Anchored(recipe)).Model.Network;

    private static TrainedModel Write(Recipe recipe, TrainedModel model, string folder, Action<Layer> weights)
    {
        weights(model.Network);
        var place = new RunFolder(folder);
        place.Prepare(ExistingRun.Refuse);
        using var held = RunLock.Take(folder);
        AtomicFile.Write(place.Preprocessing, System.Text.Encoding.UTF8.GetBytes(model.Preprocessing.ToJson()));
        model.Save(place.Model);
        // The recipe comes last: a folder without one is no run.
        recipe.Save(place.Recipe);
        return model;
    }
}
