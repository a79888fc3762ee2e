namespace Cajal.Training;

/// <summary>One step: for each turn forward, loss, backward, clipping, optimizer. Recorded, compared, then replayed as a plan; over
/// micro-batches as two plans.</summary>
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
    private bool isApart;

    /// <summary>Steps of a trainer.</summary>
    /// <param name="trainer">Whose network, losses and optimizers.</param>
    /// <param name="source">Examples to step on.</param>
    /// <param name="notice">Is told why steps cannot be replayed.</param>
    /// <param name="callbacks">Are shown the batches.</param>
    public TrainingStep(Trainer trainer, BatchSource source, Action<string> notice, params Callback[] callbacks)
    {
        this.trainer = trainer;
        this.source = source;
        this.notice = notice;
        buffers = new BatchBuffers(source);
        this.callbacks = callbacks;
        whole = new PlannedStep(Whole) { Notice = Refuse };
        part = new PlannedStep(Part) { Notice = Refuse };
        finish = new PlannedStep(Finish) { Notice = Refuse };
        TurnLosses = new double[trainer.Optimizers.Count];
        PenaltyLosses = new double[trainer.Penalties.Count];
    }

    /// <summary>Data loss of the last step, the mean over its examples: that of the first turn.</summary>
    public double DataLoss => TurnLosses[0];

    /// <summary>Data loss of each turn.</summary>
    public double[] TurnLosses { get; }

    /// <summary>Penalties of the last step, at the weights before it.</summary>
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

    private bool IsWritten => trainer.Rewrite?.Step == trainer.Position.Step;

    /// <summary>Is shown each operation of a step as soon as it has run; then steps are not replayed.</summary>
    public Action<Node>? Watch
    {
        set => whole.Watch = part.Watch = finish.Watch = value;
    }

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
        // What is written by hand is in no other step's record.
        if (IsWritten && !isApart)
        {
            RunApart(batch);
            return;
        }
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
        for (int i = 0; i < TurnLosses.Length; i++) TurnLosses[i] = losses[i].Item();
        ReadPenalties(losses);
    }

    // The mean over parts of (n_part · parts / n) · ℓ_part is the loss of the whole batch, also when the last part is smaller.
    private void RunInParts(int batch, int count, int size)
    {
        int parts = (count - 1) / size + 1;
        bool replayed = true;
        TurnLosses[0] = 0;
        for (int from = 0; from < count; from += size)
        {
            int here = Math.Min(size, count - from);
            var (inputs, targets) = buffers.Fill(batch, from, here);
            if (from == 0) Show(inputs, targets);
            weight.Assign([(double)here * parts / count]);
            var losses = part.Run(inputs, targets, weight);
            replayed &= part.WhyEager is null;
            TurnLosses[0] += losses[0].Item() * here / count;
            ReadPenalties(losses);
        }
        finish.Run();
        if (replayed && finish.WhyEager is null) Replayed++;
    }

    private void RunApart(int batch)
    {
        var apart = new TrainingStep(trainer, source, notice, callbacks) { isApart = true };
        apart.Run(batch);
        apart.TurnLosses.CopyTo(TurnLosses, 0);
        apart.PenaltyLosses.CopyTo(PenaltyLosses, 0);
    }

    private void ReadPenalties(IReadOnlyList<Tensor> losses)
    {
        for (int i = 0; i < PenaltyLosses.Length; i++) PenaltyLosses[i] = losses[TurnLosses.Length + i].Item();
    }

    private void Refuse(string why)
    {
        WhyEager ??= why;
        notice(why);
    }

    private Tensor[] Whole(Tensor[] inputs)
    {
        var losses = NewLosses();
        for (int turn = 0; turn < TurnLosses.Length; turn++)
            Update(turn, Tape.Recording!.Gradients(LossOf(turn, inputs[0], inputs[1], losses)));
        trainer.Average?.Update();
        return losses;
    }

    private Tensor[] Part(Tensor[] inputs)
    {
        var losses = NewLosses();
        var total = LossOf(0, inputs[0], inputs[1], losses);
        sum.Add(Tape.Recording!.Gradients(total * inputs[2].To(total.DType)));
        return losses;
    }

    private Tensor[] Finish(Tensor[] inputs)
    {
        Update(0, sum.Take());
        trainer.Average?.Update();
        return [];
    }

    private void Show(State inputs, State targets)
    {
        foreach (var callback in callbacks) callback.OnBatch(trainer, inputs, targets);
    }

    // Data losses of the turns, then the penalties.
    private Tensor[] NewLosses() => new Tensor[TurnLosses.Length + PenaltyLosses.Length];

    private Tensor LossOf(int turn, Tensor x, Tensor targets, Tensor[] losses)
    {
        var (moved, total) = (trainer.Objective.Turns[turn].Moved, trainer.Objective.Turns[turn].Loss(x, targets));
        if (total.Count != 1) throw new ShapeException("The loss function", "the mean over the batch, []", total.Shape);
        losses[turn] = total;
        for (int i = 0; i < PenaltyLosses.Length; i++)
        {
            var penalty = trainer.Penalties[i].Loss(moved);
            losses[TurnLosses.Length + i] = turn == 0 ? penalty : losses[TurnLosses.Length + i] + penalty;
            total += penalty;
        }
        return total;
    }

    private void Update(int turn, Gradients gradients)
    {
        var (moved, optimizer) = (trainer.Objective.Turns[turn].Moved, trainer.Optimizers[turn]);
        // The loss of one turn runs through what another moves; its gradients there are nobody's.
        if (TurnLosses.Length > 1) gradients = gradients.Of(optimizer.Parameters);
        if (IsWritten) gradients = trainer.Rewrite!.Of(gradients);
        if (trainer.ClipValue is { } value) gradients = gradients.Map(g => g.Clamp(-value, value));
        if (trainer.ClipNorm is { } norm) gradients = gradients.ClipByNorm(norm);
        optimizer.Step(gradients);
        foreach (var penalty in trainer.Penalties) penalty.AfterStep(moved, optimizer);
    }
}
