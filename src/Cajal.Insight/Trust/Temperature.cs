namespace Cajal.Insight;

/// <summary>One number that all logits are divided by so that a network says what it knows: softmax(z/T). Which class it names stays the same.</summary>
/// <remarks>Source: Guo, Pleiss, Sun and Weinberger (2017), On calibration of modern neural networks.</remarks>
/// <param name="Value">T, fitted to all examples.</param>
/// <param name="ErrorBefore">Calibration error as trained.</param>
/// <param name="ErrorAfter">Calibration error of each half at the temperature fitted to the other.</param>
/// <param name="LossBefore">Cross-entropy as trained.</param>
/// <param name="LossAfter">Cross-entropy of each half at the temperature fitted to the other.</param>
public sealed record Temperature(double Value, double ErrorBefore, double ErrorAfter, double LossBefore, double LossAfter)
{
    // T between e⁻³ and e³, to six digits.
    private const double Reach = 3;
    private const int Steps = 40;

    /// <summary>Fits it to each half of the examples and judges it on the other.</summary>
    /// <param name="logits">A row for each example.</param>
    /// <param name="labels">The true class of each.</param>
    /// <param name="seed">Decides the halves.</param>
    /// <exception cref="ArgumentException">Fewer than two examples, or not a label for each.</exception>
    public static Temperature Of(IReadOnlyList<double[]> logits, IReadOnlyList<int> labels, ulong seed = 1)
    {
        if (logits.Count != labels.Count || labels.Count < 2)
            throw new ArgumentException($"A temperature is fitted to one half of the examples and judged on the other; received {logits.Count} rows of logits and {labels.Count} labels.");
        int[] order = new Rng(seed).Permutation(labels.Count), first = order[..(order.Length / 2)], second = order[first.Length..];
        double one = Fit(logits, labels, first), other = Fit(logits, labels, second);
        int[] halves = [.. first, .. second];
        double TemperatureOf(int i) => i < first.Length ? other : one;
        return new(Fit(logits, labels, order), Judge(_ => 1), Judge(TemperatureOf), Loss(logits, labels, halves, _ => 1), Loss(logits, labels, halves, TemperatureOf));

        double Judge(Func<int, double> temperature)
        {
            double[][] shares = [.. halves.Select((row, i) => Softmax(logits[row], temperature(i)))];
            return new Calibration(shares.Select(s => s.Max()).ToArray(), [.. shares.Select((s, i) => Array.IndexOf(s, s.Max()) == labels[halves[i]])]).Error;
        }
    }

    // The mean of −ln p falls to one valley as a function of ln T: it is found by golden sections.
    private static double Fit(IReadOnlyList<double[]> logits, IReadOnlyList<int> labels, int[] rows)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2, low = -Reach, high = Reach;
        for (int step = 0; step < Steps; step++)
        {
            double left = high - ratio * (high - low), right = low + ratio * (high - low);
            if (At(left) < At(right)) high = right;
            else low = left;
        }
        return Math.Exp((low + high) / 2);

        double At(double logarithm) => Loss(logits, labels, rows, _ => Math.Exp(logarithm));
    }

    private static double Loss(IReadOnlyList<double[]> logits, IReadOnlyList<int> labels, int[] rows, Func<int, double> temperature)
    {
        double sum = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            double[] z = logits[rows[i]];
            double t = temperature(i), most = z.Max() / t, all = 0;
            foreach (double value in z) all += Math.Exp(value / t - most);
            sum += most + Math.Log(all) - z[labels[rows[i]]] / t;
        }
        return sum / rows.Length;
    }

    // exp(z/T) / Σ exp(z/T)
    internal static double[] Softmax(double[] z, double temperature)
    {
        double most = z.Max();
        double[] shares = Array.ConvertAll(z, value => Math.Exp((value - most) / temperature));
        double all = shares.Sum();
        return Array.ConvertAll(shares, share => share / all);
    }
}
