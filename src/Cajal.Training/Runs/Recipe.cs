using Cajal.Data;

namespace Cajal.Training;

/// <summary>Everything needed to repeat a training run. What is left out is chosen from the task; the run's own recipe.json then holds
/// every choice with its reason.</summary>
/// <remarks>Texts are those of the command line: <c>layers: "128,64"</c>, <c>optimizer: "sgd(momentum=0.9)"</c>, <c>schedule:
/// "warmup(2)+cosine"</c>.</remarks>
public sealed record Recipe
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>Name of a built-in data set, or path of a file.</summary>
    public string Data { get; init; } = "digits";

    /// <summary>How the data are made or read; null takes the usual way.</summary>
    public DatasetOptions? DataOptions { get; init; }

    /// <summary>Share of the examples for validation.</summary>
    public double? Validation { get; init; }

    /// <summary>Share of the examples for the test.</summary>
    public double? Test { get; init; }

    /// <summary>Which fold of a cross-validation is the validation part, <c>2/5</c>; null takes the share of
    /// <see cref="Validation"/>.</summary>
    public string? Fold { get; init; }

    /// <summary>Seed of everything random: split, first weights, order, dropout.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>The kind of network: <c>mlp</c>, which <see cref="Layers"/>, <see cref="Activation"/> and <see cref="Dropout"/> describe,
    /// or
    /// a name of <see cref="Networks.ModelCatalog"/> with its options.</summary>
    public string? Model { get; init; }

    /// <summary>Units of the hidden layers, <c>128,64</c>; <c>0</c> or an empty text makes a linear model.</summary>
    public string? Layers { get; init; }

    /// <summary>Activation of the hidden layers.</summary>
    public string? Activation { get; init; }

    /// <summary>Share of the hidden units dropped in training, 0 to below 1.</summary>
    public double? Dropout { get; init; }

    /// <summary>What is minimised.</summary>
    public string? Loss { get; init; }

    /// <summary>Update rule and its options.</summary>
    public string? Optimizer { get; init; }

    /// <summary>η at the start, or at the peak of a schedule.</summary>
    public double? LearningRate { get; init; }

    /// <summary>How the learning rate moves.</summary>
    public string? Schedule { get; init; }

    /// <summary>Vocabulary of a text: <c>characters</c> or <c>byte-pairs(size=512)</c>; null for data that are no text.</summary>
    public string? Tokens { get; init; }

    /// <summary>Tokens that a language model sees at once; null for data that are no text.</summary>
    public int? Context { get; init; }

    /// <summary>Average of the weights over the steps that is judged and kept: <c>ema(decay=0.999)</c>, <c>swa(start=0.75)</c>, <c>none</c>.</summary>
    public string? Average { get; init; }

    /// <summary>Changes of the training examples, drawn anew each epoch: <c>shift(2)+rotate(10)</c>; see <see
    /// cref="Augmentation"/>.</summary>
    public string? Augment { get; init; }

    /// <summary>True brings every class equally often, however rare it is.</summary>
    public bool? Balanced { get; init; }

    /// <summary>First weights by name, <c>he-normal</c>; null takes those that suit the activation.</summary>
    public string? Initializer { get; init; }

    /// <summary>Folder of a finished run whose layers are gone on from, all but its last; null begins with fresh ones.</summary>
    public string? From { get; init; }

    /// <summary>How many linear layers at the end of <see cref="From"/> are left out; null for the last alone.</summary>
    public int? Cut { get; init; }

    /// <summary>True lets the layers of <see cref="From"/> learn too; they stay as they are otherwise.</summary>
    public bool? Tune { get; init; }

    /// <summary>How many examples of each class of the training part are trained on; null for all.</summary>
    public int? Labels { get; init; }

    /// <summary>Share of the training part that is trained on, above 0 to 1, to see how much data are worth; null takes all.</summary>
    public double? Share { get; init; }

    /// <summary>Examples per step: a number, or <c>all</c>.</summary>
    public string? Batch { get; init; }

    /// <summary>Examples per backward pass, when a batch is too large for the memory.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Passes over the training part.</summary>
    public int? Epochs { get; init; }

    /// <summary>λ of Σ|w|.</summary>
    public double? L1 { get; init; }

    /// <summary>True shrinks weights to exact zeros after each step instead of adding the gradient of <see cref="L1"/>.</summary>
    public bool? ProximalL1 { get; init; }

    /// <summary>λ of Σw².</summary>
    public double? L2 { get; init; }

    /// <summary>Bound for the norm of the gradients.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Bound for each number of the gradients.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Epochs in a row without progress that end training; 0 never stops early and keeps the last weights.</summary>
    public int? EarlyStopping { get; init; }

    /// <summary>The figure early stopping watches: <c>loss</c> or a metric.</summary>
    public string? StopBy { get; init; }

    /// <summary>Figures on the validation part after each epoch.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>How often the layers are looked at: null or <c>sampled</c> seldom, a number every so many steps, <c>none</c> never. The weights do not depend on
    /// it.</summary>
    public string? Monitor { get; init; }

    /// <summary>The split that was made; written by the run.</summary>
    public SplitRecord? Split { get; init; }

    /// <summary>Why each choice was made, by the name of the property; written by the run.</summary>
    public IReadOnlyDictionary<string, string>? Reasons { get; init; }

    /// <summary>Versions of what made the run; written by the run.</summary>
    public IReadOnlyDictionary<string, string>? Versions { get; init; }

    /// <summary>Reads a recipe file. Unknown names are refused with the nearest right one. Data whose path is relative are looked for beside the file first, so that they can travel with it.</summary>
    /// <exception cref="RunException">The file is missing, no recipe, or written by a later version.</exception>
    public static Recipe Load(string path)
    {
        var recipe = RecipeReader.Read(path);
        if (string.IsNullOrEmpty(recipe.Data) || Run.IsNamed(recipe.Data)) return recipe;
        // Asked first: a file may name what is no path at all.
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, recipe.Data);
        return Path.Exists(beside) ? recipe with { Data = Path.GetFullPath(beside) } : recipe;
    }

    /// <summary>Writes the recipe as a file, aside and renamed once.</summary>
    /// <exception cref="RunException">The disk is full, the folder is read-only or missing.</exception>
    public void Save(string path) => TrainingJson.Write(path, this, TrainingJson.Default.Recipe);
}
