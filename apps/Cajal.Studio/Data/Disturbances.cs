namespace Cajal.Studio;

/// <summary>What goes wrong with data, on purpose: noise on a table's values, a rare class, wrong labels, outliers, repeated rows, test rows in training. Each has numbers of
/// its own from the seed of the data, so that one does not move the others.</summary>
internal static class Disturbances
{
    // So many spreads from the mean an outlier lies.
    private const double Far = 5;

    /// <summary>A set with fewer points of its last class and noise on a table's values.</summary>
    /// <exception cref="ArgumentException">A share that is none.</exception>
    public static RawSet Before(PlaygroundState state, RawSet set)
    {
        Require(state.Ratio is > 0 and <= 1, "share of the last class that is kept", "above 0 and is 1 at most", state.Ratio);
        if (state.Ratio < 1 && set.Classes > 0)
        {
            int[] last = [.. Enumerable.Range(0, set.Count).Where(i => set.Targets[i] == set.Classes - 1)];
            RngOf(state, "ratio").Shuffle(last.AsSpan());
            var gone = last.Skip(Math.Max(2, (int)Math.Round(state.Ratio * last.Length))).ToHashSet();
            set = set.Take([.. Enumerable.Range(0, set.Count).Where(i => !gone.Contains(i))]);
        }
        // Generated sets make their noise themselves.
        if (!set.IsTable || state.Noise == 0) return set;
        Require(state.Noise is > 0 and <= 0.5, "noise", "from 0 to 0.5", state.Noise);
        var rng = RngOf(state, "noise");
        var values = (double[,])set.Values.Clone();
        foreach (var (column, (_, spread)) in Enumerable.Range(0, values.GetLength(1)).Zip(Moments(values, [.. Enumerable.Range(0, set.Count)])))
            for (int i = 0; i < set.Count; i++) values[i, column] += state.Noise * spread * rng.NextNormal();
        return set with { Values = values };
    }

    /// <summary>Wrong labels and outliers among the points that are trained on, written into values and targets.</summary>
    /// <exception cref="ArgumentException">A share that is none.</exception>
    public static void OnTraining(PlaygroundState state, double[,] values, double[] targets, int classes, bool isCurve, int[] train)
    {
        Require(state.LabelNoise is >= 0 and <= 0.5, "share of wrong labels", "from 0 to 0.5", state.LabelNoise);
        Require(state.Outliers is >= 0 and <= 0.2, "share of outliers", "from 0 to 0.2", state.Outliers);
        if (state.LabelNoise > 0)
        {
            var rng = RngOf(state, "labels");
            double[] right = (double[])targets.Clone();
            foreach (int row in Some(train, state.LabelNoise, rng))
            {
                // Another class, each as likely; for numbers, the number of another point.
                targets[row] = classes > 0 ? ((int)right[row] + 1 + rng.NextInt(classes - 1)) % classes : right[train[rng.NextInt(train.Length)]];
                if (isCurve) values[row, 1] = targets[row];
            }
        }
        if (state.Outliers == 0) return;
        var directions = RngOf(state, "outliers");
        var moments = Moments(values, train);
        foreach (int row in Some(train, state.Outliers, directions))
        {
            // A curve's outlier is wrong in y; others lie in a direction of their own.
            double[] way = isCurve ? [0, directions.NextDouble() < 0.5 ? -1 : 1] : [.. moments.Select(_ => directions.NextNormal())];
            double length = Math.Sqrt(way.Sum(w => w * w));
            for (int c = 0; c < way.Length; c++)
                if (way[c] != 0) values[row, c] = moments[c].Mean + Far * moments[c].Spread * way[c] / length;
            if (isCurve) targets[row] = values[row, 1];
        }
    }

    /// <summary>The training rows with repeated ones, and with the rows of the other parts where they leak.</summary>
    /// <exception cref="ArgumentException">A share that is none.</exception>
    public static int[] Repeated(PlaygroundState state, int[] train, IReadOnlyList<int> others)
    {
        Require(state.Duplicates is >= 0 and <= 1, "share of points that are trained on twice", "from 0 to 1", state.Duplicates);
        return [.. train, .. state.Duplicates > 0 ? Some(train, state.Duplicates, RngOf(state, "duplicates")) : [], .. state.Leak ? others : []];
    }

    /// <summary>Mean and spread of each column over some rows.</summary>
    public static (double Mean, double Spread)[] Moments(double[,] values, ReadOnlySpan<int> rows)
    {
        var moments = new (double, double)[values.GetLength(1)];
        for (int c = 0; c < moments.Length; c++)
        {
            double sum = 0, squares = 0;
            foreach (int row in rows) sum += values[row, c];
            double mean = sum / rows.Length;
            foreach (int row in rows) squares += (values[row, c] - mean) * (values[row, c] - mean);
            moments[c] = (mean, Math.Sqrt(squares / rows.Length));
        }
        return moments;
    }

    private static int[] Some(int[] rows, double share, Rng rng)
    {
        int[] mixed = (int[])rows.Clone();
        rng.Shuffle(mixed.AsSpan());
        return mixed[..(int)Math.Round(share * rows.Length)];
    }

    private static Rng RngOf(PlaygroundState state, string what) => new Rng((ulong)state.DataSeed).Fork(what);

    private static void Require(bool holds, string what, string where, double received)
    {
        if (!holds) throw new ArgumentException(FormattableString.Invariant($"The {what} lies {where}; received {received}."));
    }
}
