using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Benchmarks.Peers;

/// <summary>A network with its optimizer, its loss and a pool of different batches that are used in turn; each way to train it is written
/// as its user would write it.</summary>
internal sealed class TrainingSetup(Layer model, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss,
    (Tensor X, Tensor Targets)[] pool)
{
    /// <summary>Different batches in a pool.</summary>
    public const int PoolSize = 32;

    /// <summary>A step that turns itself into a plan.</summary>
    public Action<int> Planned()
    {
        var step = Step();
        return steps =>
        {
            for (int i = 0; i < steps; i++) step.Run(pool[i % pool.Length].X, pool[i % pool.Length].Targets);
            RequirePlan(step, steps);
        };
    }

    /// <summary>A tape for each step, and no plan.</summary>
    public Action<int> Eager() => steps =>
    {
        for (int i = 0; i < steps; i++)
        {
            var (x, targets) = pool[i % pool.Length];
            using var tape = Tape.Start();
            optimizer.Step(tape.Gradients(loss(model.Forward(x), targets)));
        }
    };

    /// <summary>The trainer, with the pool as its examples; a call for 1 is an epoch over all of them.</summary>
    public Action<int> Trained()
    {
        var trainer = new Trainer(model, loss, optimizer);
        Tensor x = Tensor.Concatenate([.. pool.Select(b => b.X)]), targets = Tensor.Concatenate([.. pool.Select(b => b.Targets)]);
        var examples = new TensorBatches(x, targets, pool[0].X.Shape[0]);
        return epochs => trainer.Fit(examples, trainer.EpochsDone + epochs);
    }

    /// <summary>A hand loop over shuffled batches of some examples; a call for 1 is an epoch.</summary>
    public Action<int> Epochs(BatchSource examples)
    {
        var step = Step();
        int epoch = 0, rest = examples.SizeOf(examples.Count - 1);
        var whole = Buffers(examples, examples.BatchSize);
        var last = rest == examples.BatchSize ? whole : Buffers(examples, rest);
        return epochs =>
        {
            for (int end = epoch + epochs; epoch < end; epoch++)
            {
                examples.StartEpoch(epoch);
                for (int batch = 0; batch < examples.Count; batch++)
                {
                    var (x, targets) = batch < examples.Count - 1 ? whole : last;
                    examples.Fill(batch, 0, x, targets);
                    step.Run(x, targets);
                }
                // The last, smaller batch needs two epochs until its plan is there.
                if (epoch > 1) RequirePlan(step, examples.Count);
            }
        };
    }

    /// <summary>The trainer over shuffled batches of some examples; a call for 1 is an epoch.</summary>
    public Action<int> Trained(BatchSource examples)
    {
        var trainer = new Trainer(model, loss, optimizer);
        return epochs => trainer.Fit(examples, trainer.EpochsDone + epochs);
    }

    private static (State X, State Targets) Buffers(BatchSource examples, int count) =>
        (Buffer(examples.Input, count), Buffer(examples.Target, count));

    private static State Buffer(TensorSpec example, int count) =>
        new(Tensor.Zeros([count, .. example.Shape.ToArray()], example.DType), persistent: false);

    private static void RequirePlan(PlannedStep step, int steps)
    {
        if (steps > 2 && step.WhyEager is { } why)
            throw new InvalidOperationException($"The step was meant to be replayed and ran eagerly: {why}.");
    }

    private PlannedStep Step() => new(batch =>
    {
        var l = loss(model.Forward(batch[0]), batch[1]);
        optimizer.Step(Tape.Recording!.Gradients(l));
        return [l];
    });
}
