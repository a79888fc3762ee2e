namespace Cajal.Networks;

/// <summary>W with orthonormal rows (or columns, when there are more rows than columns) times a gain: keeps lengths exactly.</summary>
/// <remarks>A weight with more than two axes counts as [out, in·k…]. A normal matrix is made orthogonal by Gram and Schmidt, each vector
/// twice, in Float64, which gives the distribution of the QR factor with positive diagonal. Source: Saxe, McClelland, Ganguli
/// (2014).</remarks>
/// <param name="gain">See <see cref="Gain"/>; 1 when left out.</param>
public sealed class Orthogonal(double gain = 1) : Initializer
{
    /// <inheritdoc/>
    /// <exception cref="ShapeException">Fewer than two axes.</exception>
    public override Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32)
    {
        if (shape.Rank < 2) throw new ShapeException("Orthogonal", "a weight with at least two axes", shape);
        int rows = shape[0], columns = rows == 0 ? 0 : shape.Count / rows;
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var vectors = new double[count * length];
        rng.Child().FillNormal(vectors.AsSpan());
        for (int i = 0; i < count; i++) MakeOrthonormal(vectors, i, length);
        var values = new double[rows * columns];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                values[r * columns + c] = gain * (rows <= columns ? vectors[r * length + c] : vectors[c * length + r]);
        return dtype == DType.Float64 ? Tensor.From(values, shape) : Tensor.From(Array.ConvertAll(values, v => (float)v), shape);
    }

    private static void MakeOrthonormal(double[] vectors, int i, int length)
    {
        var v = vectors.AsSpan(i * length, length);
        // Once more against the rounding of the first time.
        for (int round = 0; round < 2; round++)
        {
            for (int j = 0; j < i; j++)
            {
                var u = vectors.AsSpan(j * length, length);
                double overlap = Dot(u, v);
                for (int k = 0; k < length; k++) v[k] -= overlap * u[k];
            }
            double size = Math.Sqrt(Dot(v, v));
            for (int k = 0; k < length; k++) v[k] /= size;
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }
}
