using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>Class probabilities of training rows by quick learners that have not seen the row: the nearest neighbours, and a softmax regression over five folds;
/// those of the better one.</summary>
internal sealed partial class OutOfFold
{
    private const int Neighbourhood = 15, Folds = 5, Steps = 60;
    private const double Restraint = 1e-2;

    private OutOfFold(int[] rows, int[] labels, double[][] probabilities) => (Rows, Labels, Probabilities) = (rows, labels, probabilities);

    /// <summary>The rows of the table that were asked about.</summary>
    public int[] Rows { get; }

    /// <summary>Their classes as they stand in the data.</summary>
    public int[] Labels { get; }

    /// <summary>p of each class, for each of the rows.</summary>
    public double[][] Probabilities { get; }

    /// <summary>The class thought likeliest.</summary>
    public int Best(int i) => Array.IndexOf(Probabilities[i], Probabilities[i].Max());

    /// <summary>Share of rows whose label is the class thought likeliest.</summary>
    public double Accuracy => Labels.Where((label, i) => Best(i) == label).Count() / (double)Labels.Length;

    /// <summary>Learns and answers.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="classOf">Class of each of its rows.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="near">Their neighbours.</param>
    public static OutOfFold Of(ExampleTable table, int[] classOf, int classes, Neighbours near)
    {
        int[] rows = near.Sample, labels = [.. rows.Select(r => classOf[r])];
        double[][] votes = [.. near.Nearest(table, rows, Neighbourhood).Select(found => Votes(found.Select(f => labels[f.Place]), classes))];
        double[][] regression = Regression(near.Inputs.ToArray(), table.Width, labels, classes);
        return new OutOfFold(rows, labels, Loss(votes, labels) < Loss(regression, labels) ? votes : regression);
    }

    private static double Loss(double[][] p, int[] labels) => labels.Select((label, i) => -Math.Log(Math.Max(p[i][label], 1e-6))).Average();

    // One vote is spread over all classes beforehand.
    private static double[] Votes(IEnumerable<int> labels, int classes)
    {
        double[] p = new double[classes];
        Array.Fill(p, 1.0 / classes);
        int count = 1;
        foreach (int label in labels)
        {
            p[label]++;
            count++;
        }
        for (int c = 0; c < classes; c++) p[c] /= count;
        return p;
    }

    private static double[][] Regression(float[] x, int width, int[] labels, int classes)
    {
        double[][] p = new double[labels.Length][];
        // By lot: rows may come in turns of the classes.
        int[] lot = [.. Enumerable.Range(0, labels.Length)];
        new Rng(1).Shuffle(lot.AsSpan());
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] train = [.. lot.Where((_, i) => i % Folds != fold)], test = [.. lot.Where((_, i) => i % Folds == fold)];
            if (test.Length == 0 || train.Length == 0) continue;
            Tensor inputs = Take(train), targets = Tensor.From([.. train.Select(i => labels[i])], [train.Length]);
            Parameter weight = new(Tensor.Zeros([width, classes])), bias = new(Tensor.Zeros([classes]));
            var adam = new Adam([weight, bias], 0.1);
            for (int step = 0; step < Steps; step++)
            {
                adam.LearningRate = 0.1 * (Steps - step) / Steps;
                using var tape = Tape.Start();
                adam.Step(tape.Gradients((inputs.MatMul(weight) + bias).CrossEntropy(targets) + weight.Square().Sum() * Restraint));
            }
            float[] answers = (Take(test).MatMul(weight) + bias).Softmax(-1).ToArray<float>();
            for (int i = 0; i < test.Length; i++) p[test[i]] = [.. answers.AsSpan(i * classes, classes).ToArray().Select(a => (double)a)];
        }
        return p;

        Tensor Take(int[] some)
        {
            float[] taken = new float[some.Length * width];
            for (int i = 0; i < some.Length; i++) x.AsSpan(some[i] * width, width).CopyTo(taken.AsSpan(i * width));
            return Tensor.From(taken, [some.Length, width]);
        }
    }
}
