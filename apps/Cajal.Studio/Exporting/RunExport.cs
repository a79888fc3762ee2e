using System.Globalization;
using System.IO.Compression;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A playground as the run folder of <c>cajal train</c>: the same experiment, trained by its recipe, with all that a run keeps.</summary>
/// <remarks>A recipe standardises its inputs and splits by a seed of its own, so that its weights are not those of the page; how it learns is comparable, number for number
/// it is not.</remarks>
internal static class RunExport
{
    private const int MostEpochs = 1000;

    /// <summary>The folder, packed.</summary>
    /// <exception cref="ArgumentException">A recipe cannot say this playground; the message says why.</exception>
    public static byte[] Of(Bench bench)
    {
        string aside = Path.Combine(Path.GetTempPath(), $"cajal-studio-{Guid.NewGuid():N}");
        try
        {
            string folder = Path.Combine(aside, "run");
            Run.Train(RecipeOf(bench), folder);
            using var packed = new MemoryStream();
            ZipFile.CreateFromDirectory(folder, packed);
            return packed.ToArray();
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
    }

    /// <summary>The recipe of a playground.</summary>
    /// <exception cref="ArgumentException">A recipe cannot say it; the message says why.</exception>
    public static Recipe RecipeOf(Bench bench)
    {
        var state = bench.State;
        var hidden = HiddenLayers.Parse(state.Layers);
        if (PlaneSets.Find(state.Data) is not null || state.Data is "drawn" or "table" || PointData.Tables.Contains(state.Data)) throw Cannot($"the points '{state.Data}' are the playground's own");
        if (FetchedSets.Knows(state.Data)) throw Cannot($"the points '{state.Data}' are a fetched table, which 'cajal train {state.Data}' makes a run of");
        if (!bench.Inputs.SequenceEqual(bench.Data.IsCurve ? ["x"] : ["x", "y"])) throw Cannot("a recipe reads the columns x1 and x2 as they are, and these inputs are computed");
        if (state.LabelNoise > 0 || state.Ratio < 1 || state.Outliers > 0 || state.Duplicates > 0 || state.Leak) throw Cannot("a recipe spoils no data: no wrong labels, rare class, outliers, repeated points or leak");
        if (state.SplitInOrder) throw Cannot("a recipe splits by lot, and here the last points test");
        if (state.Scale == "x1000") throw Cannot("a recipe standardises its inputs, and these are a thousand times as large");
        if (hidden.Select(l => l.Activation).Distinct().Count() > 1) throw Cannot("a recipe has one activation for all hidden layers");
        if (hidden.Any(l => l.HasOptions)) throw Cannot("a recipe has no norm, dropout, skip or penalty for one layer");
        if (bench.Head.IsPerceptron) throw Cannot("a recipe does not know the perceptron's rule");
        if (hidden.Any(l => l.Activation == "sine")) throw Cannot("a recipe knows no sine as activation");
        if (!state.Bias || state.FirstBias != 0) throw Cannot("a recipe's units have biases that begin at 0");
        bool isTable = state.Data is "AND" or "OR" or "XOR";
        return new Recipe
        {
            Data = state.Data,
            DataOptions = new DatasetOptions { Seed = (ulong)state.DataSeed, Noise = isTable ? null : state.Noise, Count = isTable || state.Count == 0 ? null : state.Count },
            // Without a part for validation the test part of the page is what the recipe judges by.
            Validation = isTable ? 0 : Math.Clamp(state.Validation > 0 ? state.Validation : 1 - state.TrainShare, 0, 0.9),
            Test = isTable || state.Validation == 0 ? 0 : Math.Clamp(1 - state.TrainShare - state.Validation, 0, 0.9),
            Seed = (ulong)state.WeightSeed,
            Layers = hidden.Length == 0 ? "0" : string.Join(',', hidden.Select(l => l.Units.ToString(CultureInfo.InvariantCulture))),
            Activation = hidden.Length == 0 ? null : hidden[0].Activation,
            Initializer = state.Init == "auto" ? null : state.Init,
            Loss = bench.Head.LossName,
            Optimizer = state.Optimizer,
            LearningRate = state.Rate,
            Schedule = state.Schedule,
            Batch = state.Batch == 0 ? "all" : state.Batch.ToString(CultureInfo.InvariantCulture),
            L1 = state.L1 > 0 ? state.L1 : null,
            L2 = state.L2 > 0 ? state.L2 : null,
            ClipNorm = state.Clip > 0 ? state.Clip : null,
            Epochs = Math.Clamp(bench.Trainer.EpochsDone, 1, MostEpochs),
            EarlyStopping = 0,
        };
    }

    private static ArgumentException Cannot(string why) => new($"This playground cannot be a run folder: {why}. Export it as C# or ONNX.");
}
