using Cajal.Training;

namespace Cajal.Insight;

internal sealed partial class OutOfFold
{
    private const int Parts = 3, MostPasses = 30, LeastJudges = 50;
    private const double Better = 0.05;

    /// <summary>The same by the network that is examined, trained again from its first weights on two thirds of the rows, three times: for tasks that quick learners hardly know.</summary>
    /// <param name="examination">After training.</param>
    /// <param name="quick">What quick learners say of the same rows.</param>
    /// <returns>Null where the network knows little more than they, or where three such trainings take too long.</returns>
    public static OutOfFold? OfNetwork(Examination examination, OutOfFold quick)
    {
        if (!examination.IsTrained || !examination.Trials.IsPossible || examination.First.Step > 0 || examination.Asked != examination.Train) return null;
        if ((examination.BestAnswers ?? examination.ValidationAnswers) is not { } judged || judged.Table.Count < LeastJudges) return null;
        if (judged.Right(examination.Task.Kind!.Value).Average() < quick.Accuracy + Better) return null;
        var table = examination.Rows;
        // As many steps as the best epoch had behind it, in proportion to the rows, and not so many passes that little is left to find.
        long best = examination.Best?.Epoch.Step ?? examination.Epochs.LastOrDefault()?.Step ?? 0;
        int batch = examination.Train.BatchSize;
        double[][] p = new double[quick.Rows.Length][];
        int[] lot = [.. Enumerable.Range(0, quick.Rows.Length)];
        new Rng(1).Shuffle(lot.AsSpan());
        for (int part = 0; part < Parts; part++)
        {
            int[] train = [.. lot.Where((_, i) => i % Parts != part)], test = [.. lot.Where((_, i) => i % Parts == part)];
            var (x, t) = Take(train);
            var source = new TensorBatches(x, t, batch, shuffleSeed: 1);
            int steps = (int)Math.Min(best * train.Length / Math.Max(1, examination.Train.ExampleCount) + 1, (long)MostPasses * source.Count);
            steps = Math.Max(steps, (int)Math.Min(best, 2L * source.Count));
            double[][]? answers = Trials.With(examination.First, examination, () => examination.Trials.Walk(Movement.Rate(examination), steps, on: source) ? Answer(test) : null);
            if (answers is null) return null;
            for (int i = 0; i < test.Length; i++) p[test[i]] = answers[i];
        }
        return new OutOfFold(quick.Rows, quick.Labels, p);

        (Tensor X, Tensor Targets) Take(int[] some)
        {
            float[] rows = new float[some.Length * table.Width];
            for (int i = 0; i < some.Length; i++) table[quick.Rows[some[i]]].CopyTo(rows.AsSpan(i * table.Width));
            var index = Tensor.From([.. some.Select(i => quick.Rows[i])], [some.Length]);
            return (Tensor.From(rows, table.ExampleShape.Insert(0, some.Length)).To(examination.Asked.Input.DType), table.Targets.IndexSelect(0, index).Keep());
        }

        double[][] Answer(int[] some)
        {
            using var tape = Tape.Start(Mode.Inference);
            var y = examination.Trainer.Model.Forward(Take(some).X);
            return [.. Confidence.LogitsOf(y, examination.Task).Select(z => Temperature.Softmax(z, 1))];
        }
    }
}
