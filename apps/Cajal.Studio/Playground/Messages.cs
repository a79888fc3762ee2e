using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What a page asks of its session.</summary>
internal sealed record Command
{
    /// <summary>open, set, play, pause, step, reset, rewind, pin, doctor, try, gallery, share, view, edit, edit-gradient, undo, one-matrix, race, race-play, race-pause, race-step or race-end.</summary>
    public required string Do { get; init; }

    /// <summary>open: the text behind the # of the address.</summary>
    public string? Link { get; init; }

    /// <summary>set: the whole state.</summary>
    public PlaygroundState? State { get; init; }

    /// <summary>step: sample, batch or epoch.</summary>
    public string? By { get; init; }

    /// <summary>rewind: the step to go to.</summary>
    public long Step { get; init; }

    /// <summary>pin: the row of a point; null lets go.</summary>
    public int? Row { get; init; }

    /// <summary>try: number of the finding, from 0.</summary>
    public int Finding { get; init; }

    /// <summary>try: number of the prescription, from 0.</summary>
    public int Prescription { get; init; }

    /// <summary>view: what is shown or put away.</summary>
    public ViewRequest? View { get; init; }

    /// <summary>set: what is worth saying about the state; no message brings it.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>edit, edit-gradient: which weight or bias.</summary>
    public WeightPlace? Place { get; init; }

    /// <summary>edit, edit-gradient: the new number.</summary>
    public double? Value { get; init; }

    /// <summary>race: what each lane changes of the state, as a link says it.</summary>
    public IReadOnlyList<string>? Lanes { get; init; }

    /// <summary>How long its message was.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Bytes { get; init; }

    /// <summary>Work that is no message: it runs between two steps.</summary>
    [JsonIgnore]
    public Action<Session>? Work { get; init; }

    /// <summary>Is called when the session is over before the work could run.</summary>
    [JsonIgnore]
    public Action? GivenBack { get; init; }
}

/// <summary>The first message: what can be chosen.</summary>
internal sealed record Hello
{
    /// <summary>Marks the message.</summary>
    public string Is => "hello";

    /// <summary>Name of the session, for its exports.</summary>
    public required string Session { get; init; }

    /// <summary>Sets of points: those that can be made, and fetched ones that are there.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [.. PointData.Sets, .. FetchedSets.Here(), "drawn", "table"];

    /// <summary>Those that are tables: their columns can be chosen.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [.. PointData.Tables, .. FetchedSets.Here(), "table"];

    /// <summary>Inputs: name and label by turns.</summary>
    public IReadOnlyList<string[]> Inputs { get; init; } = [.. InputFeatures.Names.Select(n => new[] { n.Name, n.Label })];

    /// <summary>Activations of hidden units.</summary>
    public IReadOnlyList<string> Activations { get; init; } = HiddenLayers.Activations;

    /// <summary>Activations of outputs.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = ["auto", "linear", "tanh", "sigmoid", "softmax", "relu"];

    /// <summary>Losses.</summary>
    public IReadOnlyList<string> Losses { get; init; } = ["auto", "cross-entropy", "bce-logits", "mse", "half-squared", "mae", "huber", "smooth-l1", "hinge", "squared-hinge", PerceptronRule.Name];

    /// <summary>Update rules.</summary>
    public IReadOnlyList<string> Optimizers { get; init; } =
    [
        "sgd", "sgd(momentum=0.9)", "nesterov-sgd", "averaging-sgd", "adam", "adam-uncorrected", "adamw", "amsgrad", "amsgradw", "nadam", "radam", "rmsprop", "centered-rmsprop", "adagrad",
        "adadelta", "lion", "muon", "schedule-free-adamw", "gradient-descent",
    ];

    /// <summary>Schedules.</summary>
    public IReadOnlyList<string> Schedules { get; init; } =
    [
        "constant", "step(every=50, factor=0.5)", "multi-step", "exponential(factor=0.99)", "cosine", "cosine-restarts", "warmup(5)", "warmup(5)+cosine", "one-cycle", "three-phase", "cyclic",
        "cyclic-halving", "cyclic-decaying", "plateau",
    ];

    /// <summary>First weights.</summary>
    public IReadOnlyList<string> Initializers { get; init; } =
        ["auto", "zeros", "constant(value=0.5)", "normal", "normal(deviation=0.01)", "uniform(low=-0.5, high=0.5)", "xavier-uniform", "xavier-normal", "he-uniform", "he-normal", "lecun-normal"];

    /// <summary>States worth a look, name and link by turns.</summary>
    public IReadOnlyList<string[]> Presets { get; init; } = Cajal.Studio.Presets.All;

    /// <summary>Races: a key, then what each lane changes.</summary>
    public IReadOnlyList<string[]> Races { get; init; } = RacePresets.All;
}

/// <summary>The break-it gallery.</summary>
/// <param name="Rows">What can go wrong, and the same put right.</param>
internal sealed record GalleryRows(IReadOnlyList<GalleryRow> Rows)
{
    /// <summary>Marks the message.</summary>
    public string Is => "gallery";
}

/// <summary>A state as it stands: sent when something of it changed.</summary>
internal sealed record Scene
{
    /// <summary>Marks the message.</summary>
    public string Is => "scene";

    /// <summary>The whole state.</summary>
    public required PlaygroundState State { get; init; }

    /// <summary>Its text.</summary>
    public required string Link { get; init; }

    /// <summary>What is worth saying about it.</summary>
    [JsonConverter(typeof(SpokenList))]
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Labels of the network's inputs.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Units of each layer, the output last.</summary>
    public required IReadOnlyList<int> Units { get; init; }

    /// <summary>Activation of each layer.</summary>
    public required IReadOnlyList<string> Activations { get; init; }

    /// <summary>Name of the loss.</summary>
    public required string Loss { get; init; }

    /// <summary>Number of classes; 0 for numbers.</summary>
    public required int Classes { get; init; }

    /// <summary>Whether the loss makes probabilities of the outputs.</summary>
    public required bool IsLogits { get; init; }

    /// <summary>Whether the set is a curve.</summary>
    public required bool IsCurve { get; init; }

    /// <summary>Half the width of the square that is drawn.</summary>
    public required double Domain { get; init; }

    /// <summary>Points: place to the right, place upwards, target, and 1 for a test point, 2 for a validation point, 3 for one of them that is trained on too.</summary>
    public required float[] Points { get; init; }

    /// <summary>The columns of a table and how the picture lies in them; null for a set of the plane.</summary>
    public TableScene? Table { get; init; }

    /// <summary>Names of the classes; empty where they have numbers only.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Weights and biases.</summary>
    public required int Parameters { get; init; }
}

/// <summary>Where training stands.</summary>
internal sealed record Figures
{
    /// <summary>Marks the message.</summary>
    public string Is => "figures";

    /// <summary>Epochs that are over.</summary>
    public required int Epoch { get; init; }

    /// <summary>Updates made.</summary>
    public required long Step { get; init; }

    /// <summary>Batches of this epoch that are over.</summary>
    public required int Batch { get; init; }

    /// <summary>Batches of an epoch.</summary>
    public required int Batches { get; init; }

    /// <summary>Samples of the next batch that were gone through one by one.</summary>
    public required int Sample { get; init; }

    /// <summary>Whether it trains.</summary>
    public required bool Running { get; init; }

    /// <summary>Why it cannot go on; null when it can.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? Frozen { get; init; }

    /// <summary>Why it stopped; null when nothing did.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? Stopped { get; init; }

    /// <summary>Loss on the points trained on; null when it is no number.</summary>
    public double? Train { get; init; }

    /// <summary>Loss on the others.</summary>
    public double? Test { get; init; }

    /// <summary>Loss on the points for validation; null without.</summary>
    public double? Validation { get; init; }

    /// <summary>Share of right classes among them.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The rows of this epoch in the order they are trained on, batch by batch; null while it trains, and of very many.</summary>
    public int[]? Order { get; init; }

    /// <summary>Samples of a batch.</summary>
    public int BatchSize { get; init; }

    /// <summary>What penalties add.</summary>
    public double? Penalty { get; init; }

    /// <summary>Share of right classes.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>The same on the others.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>η.</summary>
    public required double Rate { get; init; }

    /// <summary>Epochs per second, lately.</summary>
    public required double EpochsPerSecond { get; init; }

    /// <summary>Mistakes of the perceptron's rule; null for other rules.</summary>
    public Mistakes? Mistakes { get; init; }

    /// <summary>Edits that can be taken back.</summary>
    public int Edits { get; init; }

    /// <summary>Gradients that were typed, for an update that waits or was made; null for none.</summary>
    public TypedGradients? Typed { get; init; }

    /// <summary>First and last step that can be gone to.</summary>
    public required long First { get; init; }

    /// <summary>The last of them.</summary>
    public required long Last { get; init; }
}

/// <summary>A sentence about something that did not work.</summary>
/// <param name="Text">It.</param>
/// <param name="Ended">Whether the session is over.</param>
internal sealed record Trouble([property: JsonConverter(typeof(Spoken))] string Text, bool Ended = false)
{
    /// <summary>Marks the message.</summary>
    public string Is => "trouble";
}

/// <summary>A link that brings the weights too.</summary>
/// <param name="Link">It.</param>
internal sealed record Shared(string Link)
{
    /// <summary>Marks the message.</summary>
    public string Is => "shared";
}
