using Cajal.Networks;

namespace Cajal.Training;

/// <summary>Trains a model that makes examples: batches in, its own loss (a GAN: two, in turn), backward, update, as a plan that is
/// replayed; at the end the averaged weights.</summary>
/// <remarks>Targets of the batches are the labels of a model with classes, and are not looked at by one without.</remarks>
public sealed class GenerativeTrainer
{
    private readonly IReadOnlyList<Optimizer> optimizers;
    private readonly PlannedStep step;
    private EvaluationSwap? swap;

    /// <summary>A trainer for a variational autoencoder.</summary>
    public GenerativeTrainer(Vae model, Optimizer optimizer)
        : this(model, [optimizer], (x, labels) => [Update(optimizer, model.Loss(x, labels))]) { }

    /// <summary>A trainer for a diffusion model.</summary>
    public GenerativeTrainer(Diffusion model, Optimizer optimizer)
        : this(model, [optimizer], (x, labels) => [Update(optimizer, model.Loss(x, labels))]) { }

    /// <summary>A trainer for a GAN; a step moves the discriminator, then the generator against it.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="generator">Moves the generator's parameters only.</param>
    /// <param name="discriminator">Moves the discriminator's parameters only.</param>
    /// <param name="penalty">γ, the weight of the discriminator's squared slope at true examples; 0 for none.</param>
    /// <exception cref="ArgumentException">An optimizer moves what the other net owns.</exception>
    public GenerativeTrainer(Gan model, Optimizer generator, Optimizer discriminator, double penalty = 1)
        : this(model, [discriminator, generator], (x, labels) =>
            [Update(discriminator, model.DiscriminatorLoss(x, labels, penalty)), Update(generator, model.GeneratorLoss(x, labels))])
    {
        ArgumentOutOfRangeException.ThrowIfNegative(penalty);
        if (generator.Parameters.Except(model.Generator.Parameters).Any()
            || discriminator.Parameters.Except(model.Discriminator.Parameters).Any())
            throw new ArgumentException("Each of the two optimizers of a GAN moves its own net only. Pass gan.Generator.Parameters to the "
                + "generator's and gan.Discriminator.Parameters to the discriminator's.");
    }

    private GenerativeTrainer(GenerativeModel model, IReadOnlyList<Optimizer> optimizers, Func<Tensor, Tensor?, Tensor[]> body)
    {
        (Model, this.optimizers) = (model, optimizers);
        step = new PlannedStep(inputs =>
        {
            var losses = body(inputs[0], model.Classes == 0 ? null : LabelsOf(inputs[1]));
            Average?.Update();
            return losses;
        });
    }

    /// <summary>What is trained.</summary>
    public GenerativeModel Model { get; }

    /// <summary>Learning rate of every optimizer over the steps; null leaves them as they are.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>An average of the weights over the steps, left in the model when <see cref="Fit"/> ends: <c>new Ema(model)</c>, for a GAN
    /// <c>new Ema(gan.Generator)</c>; null for none. Samples of averaged weights are better: they do not follow the last few
    /// batches.</summary>
    public WeightAverage? Average { get; init; }

    /// <summary>Steps made so far.</summary>
    public long StepsDone { get; private set; }

    /// <summary>Why steps ran eagerly; null when the last one was replayed.</summary>
    public string? WhyEager => step.WhyEager;

    /// <summary>Trains for so many steps, in as many epochs as it takes.</summary>
    /// <param name="examples">Batches; pictures are laid out in rows. The last, smaller batch of an epoch is left out.</param>
    /// <param name="steps">How many.</param>
    /// <param name="progress">Is told the mean losses of each epoch, on this thread.</param>
    /// <param name="cancellation">Ends training after the step that runs; no exception is thrown.</param>
    /// <exception cref="RunException">A loss is no finite number any more.</exception>
    public void Fit(BatchSource examples, long steps, IProgress<GenerativeProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var source = examples.Flatten();
        var buffers = new BatchBuffers(source);
        swap ??= new EvaluationSwap(Average);
        swap.SwapOut();
        int perEpoch = Math.Max(1, source.ExampleCount / source.BatchSize);
        var sums = new double[optimizers.Count];
        for (long i = 0; i < steps && !cancellation.IsCancellationRequested; i++)
        {
            int batch = (int)(StepsDone % perEpoch);
            if (batch == 0 || i == 0) source.StartEpoch((int)(StepsDone / perEpoch));
            if (batch == 0 && StepsDone % (16 * perEpoch) == 0) step.BeginEpoch();
            foreach (var optimizer in optimizers) Schedule?.Apply(optimizer, StepsDone);
            var (x, targets) = buffers.Fill(batch, 0, source.SizeOf(batch));
            Add(step.Run(x, targets), sums);
            StepsDone++;
            if (batch + 1 < perEpoch && i + 1 < steps) continue;
            progress?.Report(new GenerativeProgress(StepsDone, [.. sums.Select(s => s / (batch + 1))]));
            Array.Clear(sums);
        }
        swap.SwapIn();
    }

    private void Add(IReadOnlyList<Tensor> losses, double[] sums)
    {
        for (int k = 0; k < sums.Length; k++)
        {
            double loss = losses[k].Item();
            if (!double.IsFinite(loss))
                throw new RunException($"The loss is {loss} at step {StepsDone + 1}. Try a smaller learning rate.");
            sums[k] += loss;
        }
    }

    private static Tensor Update(Optimizer optimizer, Tensor loss)
    {
        optimizer.Step(Tape.Recording!.Gradients(loss));
        return loss;
    }

    private static Tensor LabelsOf(Tensor targets) => targets.Rank == 2 ? targets.Reshape(-1).To(DType.Int64) : targets;
}

/// <summary>What a <see cref="GenerativeTrainer"/> tells after each epoch.</summary>
/// <param name="Step">Steps made so far.</param>
/// <param name="Losses">Means over the epoch: the model's loss, or the discriminator's and the generator's.</param>
public sealed record GenerativeProgress(long Step, IReadOnlyList<double> Losses);
