using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Lectures;

/// <summary>A network far too large for forty noisy points: what the figures on regularisation train, each with its own restraint.</summary>
internal sealed class MoonsExperiment
{
    public const int Every = 10;

    private static readonly Points Train = Points.Of("moons", 40, 0.35, seed: 11), Validation = Points.Of("moons", 400, 0.35, seed: 12), Test = Points.Of("moons", 2000, 0.35, seed: 13);

    private readonly List<double> train = [], validation = [];

    /// <summary>Trains it.</summary>
    /// <param name="dropout">Share of hidden units dropped.</param>
    /// <param name="penalty">λ times a sum over the weights.</param>
    /// <param name="steps">Updates with all examples.</param>
    /// <param name="patience">Stops when the validation loss was no better for so many looks, and takes the best weights back; 0 for never.</param>
    /// <param name="cancellation">Looked at in every step.</param>
    public MoonsExperiment(double dropout, Penalty? penalty, int steps, int patience, CancellationToken cancellation)
    {
        var rng = new Rng(1);
        Model = Mlp.Build([2, 100, 100, 1], rng, "relu", dropout);
        var adam = new Adam(Model.Parameters, 0.0005);
        var step = new PlannedStep(_ =>
        {
            var loss = Loss(Train) + (penalty?.Loss(Model) ?? Tensor.Scalar(0));
            adam.Step(Tape.Recording!.Gradients(loss));
            penalty?.AfterStep(Model, adam);
            return [loss];
        });
        var best = Model.Parameters.Select(p => new State(p)).ToArray();
        double least = double.PositiveInfinity;
        for (int i = 0; i <= steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i % Every == 0)
            {
                train.Add(Loss(Train).Item());
                validation.Add(Loss(Validation).Item());
                if (validation[^1] < least)
                {
                    (least, BestStep) = (validation[^1], i);
                    if (patience > 0) Copy(Model.Parameters, best);
                }
                else if (patience > 0 && i - BestStep >= patience * Every)
                {
                    Copy(best, Model.Parameters);
                    break;
                }
            }
            if (i < steps) step.Run();
        }
        Steps = (train.Count - 1) * Every;
    }

    public Sequential Model { get; }

    /// <summary>Updates that were made.</summary>
    public int Steps { get; }

    /// <summary>Where the validation loss was least.</summary>
    public int BestStep { get; }

    /// <summary>Losses without dropout and penalty, every ten steps.</summary>
    public double[] TrainLoss => [.. train];

    public double[] ValidationLoss => [.. validation];

    public double[] At => [.. Enumerable.Range(0, train.Count).Select(i => (double)i * Every)];

    public double TrainAccuracy => Descent.Accuracy(Model, Train.X, Train.Labels);

    public double TestAccuracy => Descent.Accuracy(Model, Test.X, Test.Labels);

    public double TestLoss => Loss(Test).Item();

    public static Points TrainingPoints => Train;

    public static Points ValidationPoints => Validation;

    public static Points TestPoints => Test;

    private Tensor Loss(Points points) => Model.Forward(points.X).BinaryCrossEntropyWithLogits(points.Labels);

    private static void Copy(IEnumerable<Variable> from, IEnumerable<Variable> to)
    {
        foreach (var (source, goal) in from.Zip(to)) goal.Assign(source);
    }
}
