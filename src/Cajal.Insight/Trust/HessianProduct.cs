using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>H·v, H the second derivatives of a loss by all trainable parameters: the gradient of (∂ℓ/∂θ)·v. H itself, a number for each pair of parameters, is never made.</summary>
/// <remarks>Source: Pearlmutter (1994), here by going backward twice. All vectors are laid end to end in the order of the parameters, in double precision.</remarks>
/// <param name="model">Whose parameters they are.</param>
/// <param name="losses">Losses of some batches; the loss is their mean, weighted.</param>
internal sealed class HessianProduct(Module model, IReadOnlyList<(double Weight, Func<Tensor> Loss)> losses)
{
    private readonly Parameter[] parameters = [.. model.Parameters.Where(p => p.Trainable)];

    /// <summary>Numbers in a vector.</summary>
    public int Count => parameters.Sum(p => p.Count);

    /// <summary>H·v.</summary>
    /// <exception cref="InvalidOperationException">An operation of the network has no second derivative.</exception>
    public double[] Times(double[] v)
    {
        double[] product = new double[v.Length];
        foreach (var (weight, loss) in losses)
        {
            using var tape = Tape.Start(Mode.Inference);
            var gradients = tape.Gradients(loss(), differentiable: true);
            Tensor? dot = null;
            int from = 0;
            foreach (var parameter in parameters)
            {
                if (gradients.TryGet(parameter, out var gradient))
                {
                    var along = Tensor.From<double>(v.AsSpan(from, parameter.Count), parameter.Shape).To(parameter.DType);
                    var term = (gradient * along).Sum();
                    dot = dot is null ? term : dot + term;
                }
                from += parameter.Count;
            }
            var second = tape.Gradients(dot!);
            from = 0;
            foreach (var parameter in parameters)
            {
                if (second.TryGet(parameter, out var row))
                {
                    double[] numbers = row.To(DType.Float64).ToArray<double>();
                    for (int k = 0; k < numbers.Length; k++) product[from + k] += weight * numbers[k];
                }
                from += parameter.Count;
            }
        }
        return product;
    }

    /// <summary>The eigenvalue of largest size by power iteration: v ← H·v/|H·v|, λ = v·H·v. |H·v − λv| bounds how far λ is from an eigenvalue.</summary>
    /// <param name="rng">Draws the first v.</param>
    /// <param name="tolerance">It ends when that distance is below this share of λ.</param>
    /// <param name="most">Or after so many products.</param>
    public (double Value, double Error, int Iterations) Top(Rng rng, double tolerance = 0.01, int most = 60)
    {
        double[] v = new double[Count];
        rng.FillNormal(v);
        Scale(v);
        for (int i = 1; ; i++)
        {
            double[] product = Times(v);
            double value = Dot(v, product), error = Math.Sqrt(product.Zip(v, (h, x) => (h - value * x) * (h - value * x)).Sum());
            if (error <= tolerance * Math.Abs(value) || i == most) return (value, error, i);
            v = product;
            Scale(v);
        }
    }

    /// <summary>The trace: the mean of z·H·z over vectors z of signs drawn at random, with its standard error. Source: Hutchinson (1990).</summary>
    /// <param name="rng">Draws the signs.</param>
    /// <param name="tolerance">It ends when the standard error is below this share of the mean.</param>
    /// <param name="most">Or after so many draws.</param>
    public (double Value, double Error, int Draws) Trace(Rng rng, double tolerance = 0.05, int most = 60)
    {
        const int Least = 8;
        var found = new List<double>();
        while (true)
        {
            double[] signs = new double[Count];
            for (int k = 0; k < signs.Length; k++) signs[k] = (rng.NextUInt64() & 1) == 0 ? -1 : 1;
            found.Add(Dot(signs, Times(signs)));
            if (found.Count < Least) continue;
            double mean = found.Average(), error = Math.Sqrt(found.Sum(f => (f - mean) * (f - mean)) / (found.Count - 1) / found.Count);
            if (error <= tolerance * Math.Abs(mean) || found.Count == most) return (mean, error, found.Count);
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Scale(double[] v)
    {
        double length = Math.Sqrt(Dot(v, v));
        if (length == 0) return;
        for (int i = 0; i < v.Length; i++) v[i] /= length;
    }
}
