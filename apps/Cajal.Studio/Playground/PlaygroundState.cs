namespace Cajal.Studio;

/// <summary>All that a playground is: data, inputs, network, training and view. A link says it, a session trains it.</summary>
internal sealed record PlaygroundState
{
    /// <summary>Name of the data set; <c>drawn</c> takes <see cref="Points"/>.</summary>
    public string Data { get; init; } = "circle";

    /// <summary>Noise in the units of the set.</summary>
    public double Noise { get; init; }

    /// <summary>Number of points; 0 takes the set's usual number.</summary>
    public int Count { get; init; }

    /// <summary>Clouds of the set <c>clouds</c>, 2 to 6.</summary>
    public int Classes { get; init; } = 3;

    /// <summary>Share of the points that is trained on, above 0 to 1; the others test.</summary>
    public double TrainShare { get; init; } = 0.5;

    /// <summary>Whether the first points are trained on and the last ones test, in place of a split by lot.</summary>
    public bool SplitInOrder { get; init; }

    /// <summary>Drawn points, <c>x,y,class;x,y,class</c>; with <see cref="Numbers"/> the third is a number.</summary>
    public string Points { get; init; } = "";

    /// <summary>Whether drawn points have numbers in place of classes.</summary>
    public bool Numbers { get; init; }

    /// <summary>Text of an own table (comma-separated values), or the name that a large one is held under; see <see cref="HeldTables"/>.</summary>
    public string Table { get; init; } = "";

    /// <summary>Position of the target column of an own table, from 1; 0 takes the last.</summary>
    public int Target { get; init; }

    /// <summary>What the target is: <c>classes</c>, <c>numbers</c>, or <c>auto</c> by its values.</summary>
    public string Task { get; init; } = "auto";

    /// <summary>Positions of the columns of an own table that are inputs, <c>1,3</c>; empty takes all that can be.</summary>
    public string Columns { get; init; } = "";

    /// <summary>Share of the points that is for validation, taken from those that are not trained on.</summary>
    public double Validation { get; init; }

    /// <summary>Share of the training points whose label is wrong, 0 to 0.5.</summary>
    public double LabelNoise { get; init; }

    /// <summary>Share of the points of the last class that is kept, above 0 to 1.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>Share of the training points that lie far off, 0 to 0.2.</summary>
    public double Outliers { get; init; }

    /// <summary>Share of the training points that are trained on twice in an epoch.</summary>
    public double Duplicates { get; init; }

    /// <summary>Whether the points that test are trained on too.</summary>
    public bool Leak { get; init; }

    /// <summary>How inputs are scaled before the network reads them: <c>raw</c>, <c>standardised</c> or <c>x1000</c>.</summary>
    public string Scale { get; init; } = "raw";

    /// <summary>Column to the right in the picture of more than two, by its key; <c>principal</c> for the principal directions; empty for the usual one.</summary>
    public string AxisX { get; init; } = "";

    /// <summary>Column upwards in that picture.</summary>
    public string AxisY { get; init; } = "";

    /// <summary>Values of columns that are no axis, <c>3:1.5;4:0.2</c>; the others stand at their mean.</summary>
    public string Fixed { get; init; } = "";

    /// <summary>Inputs of the network, <c>x,y,xy,sin-x</c>.</summary>
    public string Inputs { get; init; } = "x,y";

    /// <summary>Hidden layers, <c>4:tanh,2:tanh</c>; empty for none.</summary>
    public string Layers { get; init; } = "4:tanh,2:tanh";

    /// <summary>Activation of the output; <c>auto</c> takes what suits the loss.</summary>
    public string Output { get; init; } = "auto";

    /// <summary>What is minimised; <c>auto</c> takes cross-entropy for classes, the squared error for numbers.</summary>
    public string Loss { get; init; } = "auto";

    /// <summary>First weights; <c>auto</c> takes Xavier or He by the activation.</summary>
    public string Init { get; init; } = "auto";

    /// <summary>First value of each bias.</summary>
    public double FirstBias { get; init; }

    /// <summary>Whether units have biases.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Weights to begin with in place of drawn ones, layer by layer: rows of W, then b; empty for drawn ones.</summary>
    public string Weights { get; init; } = "";

    /// <summary>Update rule and its options.</summary>
    public string Optimizer { get; init; } = "sgd";

    /// <summary>η.</summary>
    public double Rate { get; init; } = 0.03;

    /// <summary>How η moves over <see cref="Epochs"/>.</summary>
    public string Schedule { get; init; } = "constant";

    /// <summary>Length of a schedule that fills the run.</summary>
    public int Epochs { get; init; } = 500;

    /// <summary>Examples per update; 0 takes all.</summary>
    public int Batch { get; init; } = 10;

    /// <summary>Whether each epoch has an order of its own.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>λ of Σ|w|.</summary>
    public double L1 { get; init; }

    /// <summary>λ of Σw².</summary>
    public double L2 { get; init; }

    /// <summary>Bound for the norm of the gradients; 0 for none.</summary>
    public double Clip { get; init; }

    /// <summary>Whether penalties act as in the TensorFlow Playground: see <see cref="OldPenalty"/>.</summary>
    public bool OldRules { get; init; }

    /// <summary>Stops after this epoch; 0 for never.</summary>
    public int StopEpoch { get; init; }

    /// <summary>Stops at this training loss; 0 for never.</summary>
    public double StopLoss { get; init; }

    /// <summary>Stops at this accuracy on the points for validation (test points, or training points, where there are none); 0 for never.</summary>
    public double StopAccuracy { get; init; }

    /// <summary>Stops when the test loss (the training loss where there are no test points) has not got better for so many epochs; 0 for never.</summary>
    public int StopPatience { get; init; }

    /// <summary>Seed of the points and their split.</summary>
    public long DataSeed { get; init; } = 1;

    /// <summary>Seed of the first weights.</summary>
    public long WeightSeed { get; init; } = 1;

    /// <summary>Seed of the order.</summary>
    public long OrderSeed { get; init; } = 1;

    /// <summary>Seed of what dropout drops.</summary>
    public long DropoutSeed { get; init; } = 1;

    /// <summary>Updates per second; 0 as fast as it goes.</summary>
    public double Speed { get; init; }

    /// <summary>Whether test points are drawn.</summary>
    public bool ShowTest { get; init; }

    /// <summary>Whether the output map has the colours of its classes only.</summary>
    public bool Discretize { get; init; }

    /// <summary>Parts of the page that are hidden, <c>noise,batch</c>.</summary>
    public string Hide { get; init; } = "";

    /// <summary>Language of the page, <c>en</c> or <c>zh</c>; empty takes the browser's.</summary>
    public string Language { get; init; } = "";

    /// <summary><c>light</c> or <c>dark</c>; empty takes the browser's.</summary>
    public string Theme { get; init; } = "";

    /// <summary>Colours: <c>orange-blue</c>, <c>purple-green</c> or <c>grey</c>.</summary>
    public string Palette { get; init; } = "orange-blue";
}
