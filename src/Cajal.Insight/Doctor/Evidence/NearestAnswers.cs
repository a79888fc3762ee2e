using Cajal.Data;

namespace Cajal.Insight;

/// <summary>What the nearest training rows answer for rows that were not trained on: a level that any learner of these data can reach.</summary>
/// <param name="Error">Share of wrong answers, or the mean squared error.</param>
/// <param name="Chance">The same of the best constant answer.</param>
/// <param name="Network">The same of the network.</param>
/// <param name="Difference">Standard error of the difference between network and neighbours, row by row.</param>
/// <param name="Rows">How many rows were asked about.</param>
internal sealed record NearestAnswers(double Error, double Chance, double Network, double Difference, int Rows)
{
    private const int MostRows = 2000, MostQueries = 500, MostColumns = 4096;

    /// <summary>Asks the 7 nearest rows by standardised columns; null for sequences of targets and too few rows.</summary>
    public static NearestAnswers? Of(Examination examination)
    {
        var task = examination.Task;
        if (examination.IsRunning || task.Kind is not { } kind || task.IsSequence) return null;
        var table = examination.Answers.Table;
        var asked = examination.ValidationAnswers ?? examination.Answers;
        bool isSame = asked == examination.Answers;
        int n = Math.Min(MostRows, table.Count), m = Math.Min(MostQueries, asked.Table.Count), d = table.Width;
        if (n < 30 || m < 20 || d > MostColumns) return null;
        var (mean, scale) = ScaleOf(table, n);
        float[] known = Scaled(table, n), query = Scaled(asked.Table, m);
        int width = Math.Max(1, table.Targets.Count / table.Count);
        float[] targets = table.Targets.To(DType.Float32).ToArray<float>(), right = asked.Table.Targets.To(DType.Float32).ToArray<float>();
        float[] outputs = asked.Outputs.To(DType.Float32).ToArray<float>();
        if (!Array.TrueForAll(outputs, float.IsFinite)) return null;
        int neighbours = n < 100 ? 3 : 7;
        var products = Tensor.From(query, [m, d]).MatMul(Tensor.From(known, [n, d]).Transpose(0, 1)).ToArray<float>();
        float[] lengths = [.. Enumerable.Range(0, n).Select(j => { float s = 0; foreach (float v in known.AsSpan(j * d, d)) s += v * v; return s; })];
        double[] near = new double[m], net = new double[m], constant = new double[m];
        double[] common = Constant(kind, task.Classes, targets, n, width);
        float[] distances = new float[n];
        int[] order = new int[n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++) (distances[j], order[j]) = (isSame && i == j ? float.MaxValue : lengths[j] - 2 * products[i * n + j], j);
            Array.Sort(distances, order);
            double[] vote = Constant(kind, task.Classes, [.. order.Take(neighbours).SelectMany(j => targets[(j * width)..((j + 1) * width)])], neighbours, width);
            (near[i], constant[i]) = (ErrorOf(vote, i), ErrorOf(common, i));
            net[i] = kind == TaskKind.Numbers ? ErrorOf([.. outputs[(i * width)..((i + 1) * width)].Select(v => (double)v)], i)
                : OneBatch.WrongShare(task, asked.Outputs.Slice(0, i..(i + 1)), asked.Table.Targets.Slice(0, i..(i + 1)))!.Value;
        }
        double gap = net.Average() - near.Average();
        double error = Math.Sqrt(Enumerable.Range(0, m).Sum(i => (net[i] - near[i] - gap) * (net[i] - near[i] - gap)) / Math.Max(1, m - 1) / m);
        return new NearestAnswers(near.Average(), constant.Average(), net.Average(), error, m);

        double ErrorOf(double[] answer, int row)
        {
            if (kind == TaskKind.Numbers) return Enumerable.Range(0, width).Average(k => (answer[k] - right[row * width + k]) * (answer[k] - right[row * width + k]));
            int label = kind == TaskKind.Binary ? (int)Math.Round(right[row * width]) : width > 1 ? Array.IndexOf(right, right.AsSpan(row * width, width).ToArray().Max(), row * width) - row * width : (int)right[row];
            return Array.IndexOf(answer, answer.Max()) == label ? 0 : 1;
        }

        float[] Scaled(ExampleTable from, int rows)
        {
            float[] all = new float[rows * d];
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < d; j++) all[i * d + j] = float.IsFinite(from[i][j]) ? (from[i][j] - mean[j]) * scale[j] : 0;
            return all;
        }
    }

    // Shares of the classes, or the means.
    private static double[] Constant(TaskKind kind, int classes, ReadOnlySpan<float> targets, int rows, int width)
    {
        double[] answer = new double[kind == TaskKind.Numbers ? width : classes];
        for (int i = 0; i < rows; i++)
        {
            if (kind == TaskKind.Numbers || width > 1 && kind == TaskKind.Classes) for (int k = 0; k < width; k++) answer[k] += targets[i * width + k] / rows;
            else if (Math.Round(targets[i * width]) is >= 0 and var label && label < classes) answer[(int)label] += 1.0 / rows;
        }
        return answer;
    }

    private static (float[] Mean, float[] Scale) ScaleOf(ExampleTable table, int rows)
    {
        int d = table.Width;
        float[] mean = new float[d], scale = new float[d];
        for (int j = 0; j < d; j++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < rows; i++) sum += table[i][j];
            for (int i = 0; i < rows; i++) squares += Math.Pow(table[i][j] - sum / rows, 2);
            (mean[j], scale[j]) = ((float)(sum / rows), squares > 0 ? (float)(1 / Math.Sqrt(squares / rows)) : 0);
            if (!float.IsFinite(mean[j]) || !float.IsFinite(scale[j])) (mean[j], scale[j]) = (0, 0);
        }
        return (mean, scale);
    }
}
