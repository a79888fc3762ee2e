namespace Cajal.Training;

/// <summary>Follows the norm of the gradient that reaches the first weights of a network, on the same batch before training and after each
/// epoch: where it vanishes, nothing before the last layers learns.</summary>
/// <param name="source">Whose first batch is measured.</param>
internal sealed class FirstGradient(BatchSource source) : Callback
{
    private readonly List<double> norms = [];

    public override string Name => "first-gradient";

    /// <summary>‖∂ℓ/∂W₁‖ before training and after each epoch.</summary>
    public IReadOnlyList<double> Norms => norms;

    public override void OnStart(Trainer trainer) => Measure(trainer);

    public override void OnEpoch(Trainer trainer, EpochResult result) => Measure(trainer);

    private void Measure(Trainer trainer)
    {
        source.StartEpoch(0);
        var (x, targets) = new BatchBuffers(source).Fill(0, 0, source.SizeOf(0));
        using var tape = Tape.Start();
        var gradients = tape.Gradients(trainer.Objective.Turns[0].Loss(x, targets));
        // In double precision, since the squares of what vanishes are no numbers of single precision any more.
        norms.Add(gradients[trainer.Model.Parameters[0]].To(DType.Float64).Norm().Item());
    }
}
