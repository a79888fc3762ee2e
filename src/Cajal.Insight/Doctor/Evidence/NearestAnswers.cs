using Cajal.Data;

namespace Cajal.Insight;

/// <summary>What the nearest training rows answer for rows that were not trained on: a level that any learner of these data can reach.</summary>
/// <param name="Error">Share of wrong answers, or the mean squared error.</param>
/// <param name="Chance">The same of the best constant answer.</param>
/// <param name="Network">The same of the network.</param>
/// <param name="Difference">Standard error of the difference between network and neighbours, row by row.</param>
/// <param name="Rows">How many rows were asked about.</param>
/// <param name="Left">Of numbers: share of the network's squared error that the errors it makes at the nearest training rows foretell. Noise that nobody can foretell gives about −1/7.</param>
/// <param name="LeftError">Standard error of that share.</param>
internal sealed record NearestAnswers(double Error, double Chance, double Network, double Difference, int Rows, double Left, double LeftError)
{
    private const int MostQueries = 500, MostColumns = 4096;

    /// <summary>Asks the 7 nearest rows; null for sequences of targets and too few rows.</summary>
    public static NearestAnswers? Of(Examination examination)
    {
        var task = examination.Task;
        if (examination.IsRunning || task.Kind is not { } kind || task.IsSequence) return null;
        var table = examination.Answers.Table;
        var asked = examination.ValidationAnswers ?? examination.Answers;
        int m = Math.Min(MostQueries, asked.Table.Count);
        if (table.Count < 30 || m < 20 || table.Width > MostColumns) return null;
        float[] outputs = asked.Outputs.To(DType.Float32).ToArray<float>(), known = examination.Answers.Outputs.To(DType.Float32).ToArray<float>();
        if (!Array.TrueForAll(outputs, float.IsFinite)) return null;
        var neighbours = Neighbours.Of(table);
        int width = Math.Max(1, table.Targets.Count / table.Count), n = neighbours.Sample.Length;
        float[] targets = table.Targets.To(DType.Float32).ToArray<float>(), right = asked.Table.Targets.To(DType.Float32).ToArray<float>();
        var found = neighbours.Nearest(asked.Table, [.. Enumerable.Range(0, m)], n < 100 ? 3 : 7);
        double[] near = new double[m], net = new double[m], constant = new double[m], gained = new double[m];
        double[] common = Constant(kind, task.Classes, targets, neighbours.Sample, width);
        for (int i = 0; i < m; i++)
        {
            int[] rows = [.. found[i].Select(f => neighbours.Sample[f.Place])];
            (near[i], constant[i]) = (ErrorOf(Constant(kind, task.Classes, targets, rows, width), i), ErrorOf(common, i));
            if (kind == TaskKind.Numbers)
            {
                double[] said = [.. outputs[(i * width)..((i + 1) * width)].Select(v => (double)v)];
                net[i] = ErrorOf(said, i);
                // What the network misses at the neighbours is added to its answer.
                gained[i] = net[i] - ErrorOf([.. said.Select((y, k) => y + rows.Average(j => (double)targets[j * width + k] - known[j * width + k]))], i);
            }
            else net[i] = OneBatch.WrongShare(task, asked.Outputs.Slice(0, i..(i + 1)), asked.Table.Targets.Slice(0, i..(i + 1)))!.Value;
        }
        double missed = Math.Max(1e-30, net.Average());
        return new NearestAnswers(near.Average(), constant.Average(), net.Average(), ErrorOfMean([.. net.Zip(near, (a, b) => a - b)]), m, gained.Average() / missed, ErrorOfMean(gained) / missed);

        double ErrorOf(double[] answer, int row)
        {
            if (kind == TaskKind.Numbers) return Enumerable.Range(0, width).Average(k => (answer[k] - right[row * width + k]) * (answer[k] - right[row * width + k]));
            int label = kind == TaskKind.Binary ? (int)Math.Round(right[row * width]) : width > 1 ? Array.IndexOf(right, right.AsSpan(row * width, width).ToArray().Max(), row * width) - row * width : (int)right[row];
            return Array.IndexOf(answer, answer.Max()) == label ? 0 : 1;
        }
    }

    private static double ErrorOfMean(double[] values) => Statistics.Moments(values).Spread / Math.Sqrt(Math.Max(1, values.Length - 1));

    // Shares of the classes, or the means, of some rows.
    private static double[] Constant(TaskKind kind, int classes, float[] targets, int[] rows, int width)
    {
        double[] answer = new double[kind == TaskKind.Numbers ? width : classes];
        foreach (int i in rows)
        {
            if (kind == TaskKind.Numbers || width > 1 && kind == TaskKind.Classes) for (int k = 0; k < width; k++) answer[k] += targets[i * width + k] / (double)rows.Length;
            else if (Math.Round(targets[i * width]) is >= 0 and var label && label < classes) answer[(int)label] += 1.0 / rows.Length;
        }
        return answer;
    }
}
