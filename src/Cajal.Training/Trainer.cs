using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Trains a model: batches in, forward, loss, backward, update, as a plan that is replayed; validation, metrics and callbacks
/// after each epoch.</summary>
/// <remarks>The same seed gives the same weights, bit for bit, whatever the number of threads, and also when the run was cancelled or
/// killed and resumed from a checkpoint. Losses are means over examples; a loss function must return the mean over its batch.</remarks>
public sealed class Trainer
{
    /// <summary>A trainer of a network.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="loss">ℓ(outputs, targets) → [], the mean over the batch.</param>
    /// <param name="optimizer">Moves the model's parameters.</param>
    public Trainer(Layer model, Func<Tensor, Tensor, Tensor> loss, Optimizer optimizer)
        : this(Objective.Of(model, loss), optimizer) { }

    /// <summary>A trainer of a model that makes examples: <c>new Trainer(gan, new Adam(gan.Discriminator.Parameters), new
    /// Adam(gan.Generator.Parameters))</c>.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="optimizers">One for each of the model's losses, in their order.</param>
    /// <exception cref="ArgumentException">Too few or too many, or one that moves what is not its own.</exception>
    public Trainer(GenerativeModel model, params Optimizer[] optimizers)
        : this(Objective.Of(model), optimizers) { }

    /// <summary>A trainer of anything that has losses.</summary>
    /// <param name="objective">What is made smaller.</param>
    /// <param name="optimizers">One for each of its turns, in their order.</param>
    /// <exception cref="ArgumentException">Too few or too many, or one that moves what is not its own.</exception>
    public Trainer(Objective objective, params Optimizer[] optimizers)
    {
        if (optimizers.Length != objective.Turns.Count)
            throw new ArgumentException($"A step takes {objective.Turns.Count} turns ({string.Join(", ", objective.Turns.Select(t => t.Name))}) "
                + $"and needs an optimizer for each, in this order; received {optimizers.Length}.");
        (Objective, Optimizers) = (objective, optimizers);
        if (optimizers.Length > 1) RequireOwnParts();
    }

    /// <summary>What is made smaller.</summary>
    public Objective Objective { get; }

    /// <summary>What is trained.</summary>
    public Layer Model => Objective.Model;

    /// <summary>ℓ(outputs, targets) → [], the mean over the batch, by which examples are judged.</summary>
    public Func<Tensor, Tensor, Tensor> Loss => Objective.Loss;

    /// <summary>Moves the parameters of the first turn; where there is one turn, the model's.</summary>
    public Optimizer Optimizer => Optimizers[0];

    /// <summary>One for each turn of a step.</summary>
    public IReadOnlyList<Optimizer> Optimizers { get; }

    /// <summary>Learning rate, and momentum if it says so, over the steps; null leaves the optimizers as they are.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Added to the loss and reported apart.</summary>
    public IReadOnlyList<Penalty> Penalties { get; init; } = [];

    /// <summary>Bound for the norm of all gradients together; null for none.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Bound for each number of a gradient; null for none. Applied before <see cref="ClipNorm"/>.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Examples per backward pass when a batch is too large for the memory; null takes the batch whole. The update is that of the
    /// whole batch.</summary>
    public int? MicroBatchSize { get; init; }

    /// <summary>An average of the weights over the steps, judged after each epoch and left in the model when training ends (not when it is
    /// cancelled); null for none. A schedule-free optimizer has its own.</summary>
    public WeightAverage? Average { get; init; }

    /// <summary>Figures on the validation examples after each epoch.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Turns outputs and targets into the units metrics are reported in (scaled numbers into those of the data); null takes them
    /// as they are.</summary>
    public Func<Tensor, Tensor>? ToUnits { get; init; }

    /// <summary>Watch the run, in this order.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Where checkpoints go and how often; null writes none.</summary>
    public Checkpoints? Checkpoints { get; init; }

    /// <summary>True stops with an exception as soon as a loss is not a finite number; false goes on.</summary>
    public bool StopWhenNotFinite { get; init; } = true;

    /// <summary>Epochs trained so far.</summary>
    public int EpochsDone => Position.Epoch;

    /// <summary>Updates made so far.</summary>
    public long StepsDone => Position.Step;

    /// <summary>Loss of the last step, penalties included.</summary>
    public double LastLoss { get; internal set; } = double.NaN;

    /// <summary>True while validation examples are at hand.</summary>
    public bool HasValidation { get; internal set; }

    /// <summary>The examples of the last or present call of <see cref="Fit"/>; null before.</summary>
    internal (BatchSource Train, BatchSource? Validation)? Sources { get; private set; }

    /// <summary>The epoch whose weights the model has, when a callback restored older ones.</summary>
    public int? WeightsOfEpoch { get; set; }

    internal TrainingPosition Position { get; } = new();

    /// <summary>Gradients of one update that somebody writes by hand; null for none.</summary>
    internal GradientRewrite? Rewrite { get; set; }

    /// <summary>Brings the weights for evaluation into the model: those of <see cref="Average"/>, else the optimizer's own.</summary>
    internal EvaluationSwap Swap => field ??= new EvaluationSwap(Average ?? Optimizer as IEvaluationWeights);

    /// <summary>The sentence of whoever asked to stop; null to go on.</summary>
    internal string? StopSentence { get; private set; }

    /// <summary>Trains until <paramref name="epochs"/> epochs are done in all; called again with more, it goes on.</summary>
    /// <param name="train">Examples to fit on.</param>
    /// <param name="epochs">Epochs in all, those of earlier calls and of a loaded checkpoint included.</param>
    /// <param name="validation">Examples for validation loss and metrics; null for none.</param>
    /// <param name="progress">Is told what happens, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs, with a checkpoint; no exception is thrown.</param>
    /// <exception cref="RunException">The loss is no finite number any more, or a file could not be written.</exception>
    /// <exception cref="ShapeException">Examples do not fit the model.</exception>
    public TrainingResult Fit(BatchSource train, int epochs, BatchSource? validation = null, IProgress<TrainingEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        if (Callbacks.CountBy(c => c.Name).FirstOrDefault(c => c.Value > 1).Key is { } twice)
            throw new InvalidOperationException($"Two callbacks are called '{twice}', and checkpoints tell them apart by name. Give one of "
                + "them another name.");
        RequireOneAverage();
        if (MicroBatchSize is not null && Optimizers.Count > 1)
            throw new ArgumentException("Micro-batches add up the gradients of one loss, and a step takes several turns here. Make the batch "
                + "smaller instead.");
        (HasValidation, Sources) = (validation is not null, (train, validation));
        (StopSentence, WeightsOfEpoch) = (null, null);
        return new TrainingLoop(this, train, validation, progress, cancellation).Run(epochs);
    }

    /// <summary>Loss and metrics on some examples, with the model as it is: no dropout, no penalties.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Evaluation Evaluate(BatchSource examples, CancellationToken cancellation = default) =>
        new Evaluator(Model, Loss, Metrics, ToUnits, examples).Run(cancellation) ?? throw new OperationCanceledException(cancellation);

    /// <summary>Throws when the optimizer and the trainer both keep weights for evaluation.</summary>
    internal void RequireOneAverage()
    {
        if (Average is not null && Optimizer is IEvaluationWeights)
            throw new ArgumentException($"{Optimizer.GetType().Name} keeps averaged weights of its own. Leave the other average out.");
    }

    // Of turns that play against each other, none may move what is the other's.
    private void RequireOwnParts()
    {
        for (int i = 0; i < Optimizers.Count; i++)
        {
            if (Optimizers[i].Parameters.Except(Objective.Turns[i].Moved.Parameters).Any())
                throw new ArgumentException($"The optimizer of the turn '{Objective.Turns[i].Name}' moves its own net only. Pass it that net's "
                    + "Parameters, and keep the order of the turns.");
            if (Optimizers[i] is IEvaluationWeights)
                throw new ArgumentException($"{Optimizers[i].GetType().Name} keeps weights of its own for evaluation, which is for steps of one "
                    + "turn. Take another optimizer and an average.");
        }
    }

    /// <summary>Ends training after the present step or epoch; the sentence says why.</summary>
    public void Stop(string sentence) => StopSentence ??= sentence;
}
