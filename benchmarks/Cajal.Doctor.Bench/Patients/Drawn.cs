namespace Cajal.DoctorBench.Patients;

/// <summary>Rows drawn by lot, and what the best of all answers would reach on them.</summary>
internal static class Drawn
{
    /// <summary>Rows of a shape with a class each.</summary>
    public static (Tensor X, Tensor Y) Classes(Rng rng, int count, Shape row, Func<Rng, float[], int> draw)
    {
        float[] x = new float[count * row.Count], one = new float[row.Count];
        int[] y = new int[count];
        for (int i = 0; i < count; i++)
        {
            Array.Clear(one);
            y[i] = draw(rng, one);
            one.CopyTo(x, i * one.Length);
        }
        return (Tensor.From(x, row.Insert(0, count)), Tensor.From(y, [count]));
    }

    /// <summary>One of the patterns of a class drawn by lot, with normal noise on it; what <see cref="Likeliest"/> guesses.</summary>
    public static int Noisy(Rng rng, float[] row, float[][][] patterns, double noise)
    {
        int drawn = rng.NextInt(patterns.Length);
        patterns[drawn][rng.NextInt(patterns[drawn].Length)].CopyTo(row, 0);
        for (int i = 0; i < row.Length; i++) row[i] += (float)(noise * rng.NextNormal());
        return drawn;
    }

    /// <summary>Rows of a shape, with numbers that are a function of the row and normal noise.</summary>
    public static (Tensor X, Tensor Y) Numbers(Rng rng, int count, Shape row, int outputs, double noise, Action<Rng, float[]> draw, Func<float[], double[]> truth)
    {
        float[] x = new float[count * row.Count], y = new float[count * outputs], one = new float[row.Count];
        for (int i = 0; i < count; i++)
        {
            Array.Clear(one);
            draw(rng, one);
            one.CopyTo(x, i * one.Length);
            double[] answer = truth(one);
            for (int k = 0; k < outputs; k++) y[i * outputs + k] = (float)(answer[k] + noise * rng.NextNormal());
        }
        return (Tensor.From(x, row.Insert(0, count)), Tensor.From(y, [count, outputs]));
    }

    /// <summary>Share of rows that the likeliest class gets right.</summary>
    public static double Accuracy(Tensor x, Tensor y, Func<float[], int> likeliest)
    {
        int[] labels = y.ToArray<int>();
        return EachRow(x).Select((row, i) => likeliest(row) == labels[i] ? 1.0 : 0).Average();
    }

    /// <summary>R² = 1 − Σ (y − f(x))² / Σ (y − ȳ)² of the function behind the numbers, over all outputs.</summary>
    public static double Explained(Tensor x, Tensor y, Func<float[], double[]> truth) =>
        Explained(y, Tensor.From([.. EachRow(x).SelectMany(truth).Select(v => (float)v)], y.Shape));

    /// <summary>R² of some answers, over all outputs.</summary>
    public static double Explained(Tensor y, Tensor answers)
    {
        using var tape = Tape.Start(Mode.Inference);
        return 1 - (y - answers).Square().Sum().Item() / (y - y.Mean(0)).Square().Sum().Item();
    }

    /// <summary>The class of the likeliest hidden cause, when a row is one of some patterns with normal noise: argmax Σ exp(−‖x − pattern‖² / 2σ²) over the patterns of a class.</summary>
    public static int Likeliest(float[] row, float[][][] patterns, double noise)
    {
        double[][] far = [.. patterns.Select(p => p.Select(one => Apart(row, one) / (2 * noise * noise)).ToArray())];
        double least = far.Min(f => f.Min());
        double[] likely = [.. far.Select(f => f.Average(d => Math.Exp(least - d)))];
        return Array.IndexOf(likely, likely.Max());
    }

    /// <summary>Rows that are one of some patterns with normal noise, and numbers that are the pattern's own.</summary>
    public static (Tensor X, Tensor Y) Causes(Rng rng, int count, Shape row, int outputs, double noise, Func<int> cause, Func<int, float[]> pattern, Func<int, double[]> answer)
    {
        float[] x = new float[count * row.Count], y = new float[count * outputs];
        for (int i = 0; i < count; i++)
        {
            int drawn = cause();
            float[] clean = pattern(drawn);
            double[] numbers = answer(drawn);
            for (int j = 0; j < clean.Length; j++) x[i * clean.Length + j] = (float)(clean[j] + noise * rng.NextNormal());
            for (int k = 0; k < outputs; k++) y[i * outputs + k] = (float)numbers[k];
        }
        return (Tensor.From(x, row.Insert(0, count)), Tensor.From(y, [count, outputs]));
    }

    /// <summary>The mean answer, when a row is one of some patterns with normal noise: Σ w·answer / Σ w with w = exp(−‖x − pattern‖² / 2σ²). No other answer has a smaller squared error.</summary>
    public static double[] Expected(float[] row, float[][] patterns, Func<int, double[]> answer, double noise)
    {
        double[] far = [.. patterns.Select(one => Apart(row, one) / (2 * noise * noise))];
        double least = far.Min(), all = 0;
        double[] sum = new double[answer(0).Length];
        for (int i = 0; i < far.Length; i++)
        {
            double weight = Math.Exp(least - far[i]);
            double[] numbers = answer(i);
            all += weight;
            for (int k = 0; k < sum.Length; k++) sum[k] += weight * numbers[k];
        }
        return [.. sum.Select(s => s / all)];
    }

    private static double Apart(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (double)(a[i] - b[i]);
        return sum;
    }

    private static IEnumerable<float[]> EachRow(Tensor x)
    {
        float[] all = x.ToArray<float>();
        int width = all.Length / x.Shape[0];
        return Enumerable.Range(0, x.Shape[0]).Select(i => all[(i * width)..((i + 1) * width)]);
    }
}
