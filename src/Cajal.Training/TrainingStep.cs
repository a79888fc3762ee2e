namespace Cajal.Training;

/// <summary>One update: forward, loss, backward, clipping, optimizer. Recorded, compared, then replayed as a plan; over micro-batches as
/// two plans.</summary>
internal sealed class TrainingStep
{
    // The first step of each epoch is recorded again and compared. Epochs of a few steps would spend their time on that: there it waits
    // for this many.
    private const int VerifyEvery = 16;

    private readonly Trainer trainer;
    private readonly BatchSource source;
    private readonly BatchBuffers buffers;
    private readonly Callback[] callbacks;
    private readonly PlannedStep whole, part, finish;
    private readonly GradientSum sum = new();
    private readonly State weight = new(Tensor.Scalar(1, DType.Float64), persistent: false);
    private readonly Action<string> notice;
    private int sinceVerified = VerifyEvery;

    public TrainingStep(Trainer trainer, BatchSource source, Action<string> notice)
    {
        this.trainer = trainer;
        this.source = source;
        this.notice = notice;
        buffers = new BatchBuffers(source);
        callbacks = [.. trainer.Callbacks];
        whole = new PlannedStep(Whole) { Notice = Refuse };
        part = new PlannedStep(Part) { Notice = Refuse };
        finish = new PlannedStep(Finish) { Notice = Refuse };
        PenaltyLosses = new double[trainer.Penalties.Count];
    }

    /// <summary>Data loss of the last update, the mean over its examples.</summary>
    public double DataLoss { get; private set; }

    /// <summary>Penalties of the last update, at the weights before it.</summary>
    public double[] PenaltyLosses { get; }

    /// <summary>Data loss and penalties.</summary>
    public double Loss
    {
        get
        {
            double loss = DataLoss;
            foreach (double penalty in PenaltyLosses) loss += penalty;
            return loss;
        }
    }

    /// <summary>Updates that were replayed as a whole.</summary>
    public long Replayed { get; private set; }

    /// <summary>Why updates cannot be replayed; null when they can.</summary>
    public string? WhyEager { get; private set; }

    /// <summary>An epoch begins: the plan of each batch size is compared with a fresh record once.</summary>
    public void BeginEpoch()
    {
        if (sinceVerified < VerifyEvery) return;
        sinceVerified = 0;
        whole.BeginEpoch();
        part.BeginEpoch();
        finish.BeginEpoch();
    }

    /// <summary>Makes one update on a batch.</summary>
    public void Run(int batch)
    {
        int count = source.SizeOf(batch);
        sinceVerified++;
        if (trainer.MicroBatchSize is { } size && size < count)
        {
            RunInParts(batch, count, size);
            return;
        }
        var (inputs, targets) = buffers.Fill(batch, 0, count);
        Show(inputs, targets);
        var losses = whole.Run(inputs, targets);
        if (whole.WhyEager is null) Replayed++;
        DataLoss = losses[0].Item();
        for (int i = 0; i < PenaltyLosses.Length; i++) PenaltyLosses[i] = losses[i + 1].Item();
    }

    // The mean over parts of (n_part · parts / n) · ℓ_part is the loss of the whole batch, also when the last part is smaller.
    private void RunInParts(int batch, int count, int size)
    {
        int parts = (count - 1) / size + 1;
        bool replayed = true;
        DataLoss = 0;
        for (int from = 0; from < count; from += size)
        {
            int here = Math.Min(size, count - from);
            var (inputs, targets) = buffers.Fill(batch, from, here);
            if (from == 0) Show(inputs, targets);
            weight.Assign([(double)here * parts / count]);
            var losses = part.Run(inputs, targets, weight);
            replayed &= part.WhyEager is null;
            DataLoss += losses[0].Item() * here / count;
            for (int i = 0; i < PenaltyLosses.Length; i++) PenaltyLosses[i] = losses[i + 1].Item();
        }
        finish.Run();
        if (replayed && finish.WhyEager is null) Replayed++;
    }

    private void Refuse(string why)
    {
        WhyEager ??= why;
        notice(why);
    }

    private Tensor[] Whole(Tensor[] inputs)
    {
        var (total, losses) = trainer.LossOf(trainer.Model.Forward(inputs[0]), inputs[1]);
        Update(Tape.Recording!.Gradients(total));
        return losses;
    }

    private Tensor[] Part(Tensor[] inputs)
    {
        var (total, losses) = trainer.LossOf(trainer.Model.Forward(inputs[0]), inputs[1]);
        sum.Add(Tape.Recording!.Gradients(total * inputs[2].To(total.DType)));
        return losses;
    }

    private Tensor[] Finish(Tensor[] inputs)
    {
        Update(sum.Take());
        return [];
    }

    private void Show(State inputs, State targets)
    {
        foreach (var callback in callbacks) callback.OnBatch(trainer, inputs, targets);
    }

    private void Update(Gradients gradients)
    {
        if (trainer.ClipValue is { } value) gradients = gradients.Map(g => g.Clamp(-value, value));
        if (trainer.ClipNorm is { } norm) gradients = gradients.ClipByNorm(norm);
        trainer.Optimizer.Step(gradients);
        foreach (var penalty in trainer.Penalties) penalty.AfterStep(trainer.Model, trainer.Optimizer);
        trainer.Average?.Update();
    }
}
