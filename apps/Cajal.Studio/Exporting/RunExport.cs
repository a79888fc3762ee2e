using System.Globalization;
using System.IO.Compression;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A playground as the run folder of <c>cajal train</c>: the same experiment, trained by its recipe, with all that a run keeps.</summary>
/// <remarks>A recipe standardises its inputs and splits by a seed of its own, so that its weights are not those of the page; how it learns is comparable, number for number
/// it is not. Points that no recipe can make (drawn, pasted, spoiled, with computed inputs) go with it as a table.</remarks>
internal static class RunExport
{
    private const int MostEpochs = 1000;

    // The points of a recipe that cannot make them; they lie in the folder, where a recipe's data are looked for first.
    private const string Points = "points.csv";

    /// <summary>The folder, packed.</summary>
    /// <exception cref="ArgumentException">A recipe cannot say this playground; the message says why.</exception>
    /// <exception cref="DatasetException">The points are too few to learn from, or all of one class.</exception>
    public static byte[] Of(Bench bench)
    {
        string aside = Directory.CreateTempSubdirectory("cajal-studio-").FullName, points = Path.Combine(aside, Points);
        try
        {
            var place = new RunFolder(Path.Combine(aside, "run"));
            var recipe = RecipeOf(bench);
            bool travels = recipe.Data == Points;
            if (travels) File.WriteAllText(points, PointsCsv.Of(bench));
            Run.Train(travels ? recipe with { Data = points } : recipe, place.Path);
            if (travels)
            {
                File.Move(points, Path.Combine(place.Path, Points));
                (Recipe.Load(place.Recipe) with { Data = Points }).Save(place.Recipe);
            }
            using var packed = new MemoryStream();
            ZipFile.CreateFromDirectory(place.Path, packed);
            return packed.ToArray();
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    /// <summary>The recipe of a playground.</summary>
    /// <exception cref="ArgumentException">A recipe cannot say it; the message says why.</exception>
    public static Recipe RecipeOf(Bench bench)
    {
        var state = bench.State;
        var hidden = HiddenLayers.Parse(state.Layers);
        if (state.SplitInOrder) throw Cannot("a recipe splits by lot, and here the last points test");
        if (state.Scale == "x1000") throw Cannot("a recipe standardises its inputs, and these are a thousand times as large");
        if (hidden.Select(l => l.Activation).Distinct().Count() > 1) throw Cannot("a recipe has one activation for all hidden layers");
        if (hidden.Any(l => l.HasOptions)) throw Cannot("a recipe has no norm, dropout, skip or penalty for one layer");
        if (bench.Head.IsPerceptron) throw Cannot("a recipe does not know the perceptron's rule");
        if (hidden.Any(l => l.Activation == "sine")) throw Cannot("a recipe knows no sine as activation");
        if (!state.Bias || state.FirstBias != 0) throw Cannot("a recipe's units have biases that begin at 0");
        bool isTable = state.Data is "AND" or "OR" or "XOR", isMade = IsMadeByRecipe(bench);
        return new Recipe
        {
            Data = isMade ? state.Data : Points,
            DataOptions = !isMade ? OptionsOfPoints(bench)
                : new DatasetOptions { Seed = (ulong)state.DataSeed, Noise = isTable ? null : state.Noise, Count = isTable || state.Count == 0 ? null : state.Count },
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

    // The sets of the house, nothing of them spoiled, with their columns as inputs.
    private static bool IsMadeByRecipe(Bench bench) => bench.State is { LabelNoise: 0, Ratio: >= 1, Outliers: 0, Duplicates: 0, Leak: false, Data: not ("drawn" or "table") } state
        && PlaneSets.Find(state.Data) is null && !PointData.Tables.Contains(state.Data) && !FetchedSets.Knows(state.Data)
        && bench.Inputs.SequenceEqual(bench.Data.IsCurve ? ["x"] : ["x", "y"]);

    private static DatasetOptions OptionsOfPoints(Bench bench) => new()
    {
        Target = PointsCsv.NamesOf(bench)[^1],
        Header = true,
        Separator = ',',
        Task = bench.Data.Classes switch { 0 => TaskKind.Numbers, 2 => TaskKind.Binary, _ => TaskKind.Classes },
    };

    private static ArgumentException Cannot(string why) => new($"This playground cannot be a run folder: {why}. Export it as C# or ONNX.");
}
