namespace Cajal.Insight;

/// <summary>An operation's derivative beside central differences, (f(x + h) − f(x − h)) / 2h, on values that it met.</summary>
/// <param name="Entry">Its entry in the record.</param>
/// <param name="Op">Its name.</param>
/// <param name="Error">|derivative − difference| over the larger of both, at the worst element.</param>
/// <param name="Input">Number of the input.</param>
/// <param name="Element">Number of the element.</param>
/// <param name="Derivative">What its derivative says there.</param>
/// <param name="Difference">What the difference says there.</param>
/// <param name="IsStep">Whether the function does not change anywhere near: a derivative then stands for one on purpose.</param>
internal sealed record DerivativeCheck(int Entry, string Op, double Error, int Input, int Element, double Derivative, double Difference, bool IsStep)
{
    private const int Looked = 24, MostElements = 4096;

    /// <summary>Checks an entry; null where the operation has no derivative or cannot be run again.</summary>
    public static DerivativeCheck? Of(Node node, int entry)
    {
        // Few rows are enough, and keep an operation of the user's quick.
        Tensor[] inputs = [.. node.Inputs.Select(x => new State(x.DType.IsFloat() ? x.To(DType.Float64) : x, persistent: false))];
        if (inputs.Sum(x => (long)x.Count) > 64L * MostElements) return null;
        try
        {
            return Worst(node.Op, inputs, entry);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            return null;
        }
    }

    private static DerivativeCheck? Worst(Op op, Tensor[] inputs, int entry)
    {
        Parameter?[] moved = [.. inputs.Select(x => x.DType.IsFloat() ? new Parameter(x) : null)];
        Tensor[] at = [.. inputs.Select((x, i) => moved[i] ?? x)];
        double[] mix = [];
        double[]?[] derivatives;
        using (var tape = Tape.Start())
        {
            var y = Cajal.Op.ApplyAll(op, at)[0];
            // A sum with other weights for each result, so that errors do not cancel.
            mix = [.. Enumerable.Range(0, y.Count).Select(i => Math.Sin(1 + 2.3 * i))];
            if (!y.DType.IsFloat()) return null;
            var found = tape.Gradients((y * Tensor.From(mix, [y.Count]).Reshape(y.Shape).To(y.DType)).Sum());
            derivatives = [.. moved.Select(p => p is not null && found.TryGet(p, out var slope) ? slope.To(DType.Float64).ToArray<double>() : null)];
        }
        DerivativeCheck? worst = null;
        bool isStep = true;
        for (int i = 0; i < moved.Length; i++)
        {
            if (moved[i] is not { } x || derivatives[i] is not { } slopes) continue;
            double scale = slopes.Length == 0 ? 0 : slopes.Max(Math.Abs);
            int step = Math.Max(1, x.Count / Looked);
            for (int k = 0; k < x.Count; k += step)
            {
                double old = x.AsSpan<double>()[k], h = 1e-5 * Math.Max(1, Math.Abs(old));
                double here = Value(), up = At(old + h), down = At(old - h), difference = (up - down) / (2 * h);
                At(old);
                isStep &= difference == 0;
                // Next to a kink both sides have slopes of their own.
                if (Math.Abs(up + down - 2 * here) / h > 1e-2 * (Math.Abs(up - here) + Math.Abs(here - down)) / h + 1e-6 * Math.Max(1, scale)) continue;
                double error = Math.Abs(slopes[k] - difference) / Math.Max(Math.Max(Math.Abs(slopes[k]), Math.Abs(difference)), 1e-3 * Math.Max(scale, 1e-6));
                if (worst is null || !(error <= worst.Error)) worst = new DerivativeCheck(entry, op.Name, error, i, k, slopes[k], difference, false);

                double At(double value)
                {
                    x.Write<double, (int, double)>((k, value), static (all, set) => all[set.Item1] = set.Item2);
                    return Value();
                }
            }
        }
        return worst is null ? null : worst with { IsStep = isStep };

        double Value()
        {
            double sum = 0;
            double[] y = Cajal.Op.ApplyAll(op, at)[0].To(DType.Float64).ToArray<double>();
            for (int i = 0; i < y.Length; i++) sum += y[i] * mix[i];
            return sum;
        }
    }
}
