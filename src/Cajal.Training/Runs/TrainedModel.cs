using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A network with all it needs to answer: its weights, the preprocessing of its inputs, the names of its classes.</summary>
public sealed class TrainedModel
{
    private const string Weights = "weights.safetensors", SpecFile = "model.json", PreprocessingFile = "preprocessing.json", SummaryFile = "summary.json";
    internal const int BatchSize = 500;

    private readonly TaskHead head;

    internal TrainedModel(ModelSpec spec, Layer network, Preprocessing preprocessing)
    {
        Spec = spec;
        Network = network;
        Preprocessing = preprocessing;
        head = TaskHead.Of(spec.Task, Math.Max(2, preprocessing.ClassNames.Count), IsBounded(preprocessing), spec.Loss);
        if (head.Outputs != spec.Outputs)
            throw new RunException($"The model has {spec.Outputs} outputs, and its preprocessing asks for {head.Outputs}. The files do "
                + $"not belong together.");
    }

    /// <summary>What the network is made of.</summary>
    public ModelSpec Spec { get; }

    /// <summary>The network: [N, inputs] of an mlp, [N, ..example] else → [N, outputs], before probabilities or units are made of
    /// it.</summary>
    public Layer Network { get; }

    /// <summary>How raw examples become inputs, and outputs answers.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>What the training part and the first answers looked like; null in models that older versions saved.</summary>
    public DataSummary? Summary { get; internal set; }

    /// <summary>Names of the classes in the order of the outputs; empty for numbers.</summary>
    public IReadOnlyList<string> ClassNames => Preprocessing.ClassNames;

    /// <summary>Whether answers are shares of classes; false for numbers, and for scores that have no such meaning.</summary>
    public bool HasProbabilities => head.Probabilities is not null;

    /// <summary>What outputs of the network say: shares of classes, [N, classes], or of two [N, 1] of the second; scaled numbers and scores
    /// as they are.</summary>
    /// <param name="outputs">[N, outputs], as <see cref="Network"/> gives them.</param>
    public Tensor Probabilities(Tensor outputs) => head.Probabilities is { } probabilities ? probabilities(outputs) : outputs;

    /// <summary>Reads a model from its folder, from the folder of a finished run, or by its weights file.</summary>
    /// <exception cref="RunException">Something is missing, damaged or written by a later version.</exception>
    public static TrainedModel Load(string path)
    {
        string folder = File.Exists(path) && Path.GetFileName(path) == Weights ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        if (!File.Exists(Path.Combine(folder, SpecFile)) && File.Exists(Path.Combine(folder, "model",
            SpecFile))) folder = Path.Combine(folder, "model");
        if (!File.Exists(Path.Combine(folder, SpecFile)))
            throw new RunException(new RunFolder(path).HasRun
                ? $"'{path}' is a run without a network that answers: it makes, writes or plays, or it has not finished."
                : $"'{path}' holds no model: {SpecFile} is missing. Give the folder of a finished run, or its model "
                + $"folder.");
        return Read(Path.Combine(folder, SpecFile), Path.Combine(folder, PreprocessingFile), Path.Combine(folder, Weights),
            Path.Combine(folder, SummaryFile));
    }

    /// <summary>Writes the model as a folder that appears when it is complete; an older one is replaced.</summary>
    /// <exception cref="RunException">The disk is full, or the place is read-only or missing.</exception>
    public void Save(string folder) => AtomicFolder.Write(folder, aside =>
    {
        ModelWeights.Save(Path.Combine(aside, Weights), Network);
        TrainingJson.Write(Path.Combine(aside, SpecFile), Spec, TrainingJson.Default.ModelSpec);
        AtomicFile.Write(Path.Combine(aside, PreprocessingFile), System.Text.Encoding.UTF8.GetBytes(Preprocessing.ToJson()));
        if (Summary is { } summary) AtomicFile.Write(Path.Combine(aside, SummaryFile), System.Text.Encoding.UTF8.GetBytes(summary.ToJson()));
    });

    /// <summary>The answers for a data set whose targets are not looked at.</summary>
    /// <exception cref="DatasetException">The data lack what the model reads.</exception>
    public Predictions Predict(Dataset data, CancellationToken cancellation = default) => Predict(Preprocessing.Apply(data), cancellation);

    /// <summary>The answers for prepared examples.</summary>
    public Predictions Predict(Examples examples, CancellationToken cancellation = default)
    {
        var source = SourceOf(examples);
        var outputs = new float[examples.Count * head.Outputs];
        var buffers = new BatchBuffers(source);
        for (int batch = 0; batch < source.Count; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var inputs = buffers.FillInputs(batch, source.SizeOf(batch));
            using var tape = Tape.Start(Mode.Inference);
            int rows = source.SizeOf(batch);
            // A row alone by weights as they lie is summed in another order (decision 11): answered beside itself, it has the bits it has in company.
            Answer(rows == 1 ? Tensor.Concatenate([inputs, inputs]) : inputs).ToArray<float>().AsSpan(0, rows * head.Outputs)
                .CopyTo(outputs.AsSpan(batch * source.BatchSize * head.Outputs));
        }
        return new Predictions(this, outputs, head.Outputs, HasProbabilities);
    }

    /// <summary>The same answers at the speed of plans, for many threads at once: numbers as the network reads them → probabilities, or scaled numbers.</summary>
    /// <param name="mostRows">The most rows that one run takes.</param>
    public Predictor ToPredictor(int mostRows = 64)
    {
        Shape example = Spec.Input.ToArray();
        return new Predictor(Answer, Spec.IsFlat ? [example.Count] : example, mostRows);
    }

    /// <summary>Loss and metrics on prepared examples with targets.</summary>
    /// <param name="examples">Examples with targets.</param>
    /// <param name="metrics">Names of metrics; null takes the usual ones of the task.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    public Evaluation Evaluate(Examples examples, IReadOnlyList<string>? metrics = null, CancellationToken cancellation = default) =>
        Evaluate(examples, [.. (metrics ?? RecipeDefaults.JudgingMetrics(Spec.Task)).Select(CreateMetric)], cancellation);

    /// <summary>Judges the network on a data set with targets, in full.</summary>
    /// <exception cref="DatasetException">The data lack what the network reads, or their targets.</exception>
    public RunEvaluation Evaluate(string data, DatasetOptions? options = null, CancellationToken cancellation = default) =>
        Evaluate(Datasets.LoadToEvaluate(data, Preprocessing, options), cancellation);

    /// <summary>Judges the network on examples with targets, in full.</summary>
    /// <exception cref="DatasetException">They lack what the network reads, or their targets.</exception>
    public RunEvaluation Evaluate(Dataset set, CancellationToken cancellation = default) =>
        Judge(Preprocessing.Apply(set), set.Name, set.Notes, cancellation);

    /// <summary>Metrics of the task, and for classes the confusion matrix.</summary>
    internal RunEvaluation Judge(Examples examples, string data, IReadOnlyList<string> notes, CancellationToken cancellation)
    {
        ConfusionMatrix? confusion = Spec.Task == TaskKind.Numbers ? null : new ConfusionMatrix(head.Scores);
        var figures = Evaluate(examples, [.. RecipeDefaults.JudgingMetrics(Spec.Task).Select(CreateMetric), .. confusion is null
            ? Array.Empty<Metric>() : [new Counting(confusion)]], cancellation);
        if (confusion is not null) figures = figures with { Metrics = [.. figures.Metrics.SkipLast(1)] };
        return new RunEvaluation(figures, confusion, ClassNames, data, [.. notes, .. examples.Notes]);
    }

    /// <summary>Batches as the network takes them.</summary>
    internal BatchSource Suited(BatchSource source) => Spec.IsFlat ? source.Flatten() : source;

    /// <summary>A metric that fits the outputs of this model.</summary>
    internal Metric CreateMetric(string name) => Training.Metrics.Create(name, head.Scores);

    /// <summary>The loss on targets as the data wing gives them.</summary>
    internal Func<Tensor, Tensor, Tensor> Loss => head.Loss;

    /// <summary>Scaled numbers in the units of the data; null for classes.</summary>
    internal Func<Tensor, Tensor>? ToUnits => Preprocessing.Target is NumberScaling scaling ? y =>
        scaling.Logarithm
            ? (y.To(DType.Float64) * scaling.Scale + scaling.Shift).Exp() : y.To(DType.Float64) * scaling.Scale + scaling.Shift : null;

    internal static bool IsBounded(Preprocessing preprocessing) => preprocessing.Target is NumberScaling { Bounded: true };

    internal static TrainedModel Read(string specPath, string preprocessingPath, string weightsPath, string summaryPath)
    {
        var spec = TrainingJson.Read(specPath, TrainingJson.Default.ModelSpec, ModelSpec.CurrentVersion);
        var preprocessing = ReadPreprocessing(preprocessingPath);
        try
        {
            var model = new TrainedModel(spec, spec.Build(new Rng(0)), preprocessing)
            {
                Summary = File.Exists(summaryPath) ? DataSummary.FromJson(Text(summaryPath)) : null,
            };
            ModelWeights.Load(weightsPath, model.Network);
            return model;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new RunException($"'{specPath}' describes no network: {e.Message}", e);
        }
    }

    internal static Preprocessing ReadPreprocessing(string path) =>
        Preprocessing.FromJson(Text(path));

    private static string Text(string path) => System.Text.Encoding.UTF8.GetString(AtomicFile.Read(path, 1 << 28));

    private Tensor Answer(Tensor inputs) => Probabilities(Network.Forward(inputs));

    private BatchSource SourceOf(Examples examples) => Suited(Batches.InOrder(examples, BatchSize));

    /// <summary>Loss and metrics on batches as they come, laid out for the network here.</summary>
    internal Evaluation Evaluate(BatchSource source, IReadOnlyList<string> metrics, CancellationToken cancellation) =>
        Evaluate(Suited(source), [.. metrics.Select(CreateMetric)], cancellation);

    private Evaluation Evaluate(Examples examples, Metric[] metrics, CancellationToken cancellation) =>
        Evaluate(SourceOf(examples), metrics, cancellation);

    private Evaluation Evaluate(BatchSource source, Metric[] metrics, CancellationToken cancellation) =>
        new Evaluator(Network, head.Loss, metrics, ToUnits, source).Run(cancellation) ?? throw new OperationCanceledException(cancellation);

    /// <summary>Fills a confusion matrix on the way.</summary>
    private sealed class Counting(ConfusionMatrix matrix) : Metric
    {
        public override string Name => "confusion";

        public override double Result => double.NaN;

        public override void Update(Tensor outputs, Tensor targets) => matrix.Update(outputs, targets);

        public override void Reset() => matrix.Reset();
    }
}
