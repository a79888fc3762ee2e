namespace Cajal.Studio;

/// <summary>How good a network is now.</summary>
/// <param name="TrainLoss">Loss on the points trained on, without penalties.</param>
/// <param name="TestLoss">Loss on the others; NaN without.</param>
/// <param name="TrainAccuracy">Share of right classes; NaN for numbers.</param>
/// <param name="TestAccuracy">The same on the others.</param>
/// <param name="Penalty">What the penalties add to the loss.</param>
internal readonly record struct Scores(double TrainLoss, double TestLoss, double TrainAccuracy, double TestAccuracy, double Penalty)
{
    /// <summary>Loss on the points for validation; NaN without.</summary>
    public double ValidationLoss { get; init; } = double.NaN;

    /// <summary>Share of right classes among them; NaN for numbers, and without.</summary>
    public double ValidationAccuracy { get; init; } = double.NaN;

    /// <summary>Judges a bench on all its points.</summary>
    public static Scores Of(Bench bench)
    {
        var (trainLoss, trainAccuracy) = Judge(bench, bench.Data.Train, bench.TrainExamples);
        var (testLoss, testAccuracy) = Judge(bench, bench.Data.Test, bench.TestExamples);
        var (validationLoss, validationAccuracy) = bench.ValidationExamples is { } validation ? Judge(bench, bench.Data.Validation, validation) : (double.NaN, double.NaN);
        double penalty = 0;
        if (bench.Trainer.Penalties.Count > 0)
        {
            using var tape = Tape.Start(Mode.Inference);
            penalty = bench.Trainer.Penalties.Sum(p => p.Loss(bench.Network).Item());
        }
        return new(trainLoss, testLoss, trainAccuracy, testAccuracy, penalty) { ValidationLoss = validationLoss, ValidationAccuracy = validationAccuracy };
    }

    private static (double Loss, double Accuracy) Judge(Bench bench, int[] rows, (Tensor X, Tensor Y) examples)
    {
        if (rows.Length == 0) return (double.NaN, double.NaN);
        using var tape = Tape.Start(Mode.Inference);
        var outputs = bench.Network.Forward(examples.X);
        double loss = bench.Head.LossOf(outputs, examples.Y).Item();
        if (bench.Head.Classes == 0) return (loss, double.NaN);
        float[] shown = bench.Head.Shown(outputs).ToArray<float>();
        int right = 0, width = bench.Head.Outputs;
        for (int i = 0; i < rows.Length; i++)
            if (bench.Head.ClassOf(shown.AsSpan(i * width, width)) == (int)bench.Data.Targets[rows[i]]) right++;
        return (loss, (double)right / rows.Length);
    }
}
