using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Published;

/// <summary>What most answers about raw numbers say: subtract the mean, divide by the spread, both of the training rows.</summary>
internal static class Scaling
{
    /// <summary>Inputs of mean 0 and spread 1, column by column; columns that never change are left out.</summary>
    public static Patient Scaled(this Patient p)
    {
        var (x, validation) = Of(p.X, p.ValidationX);
        return p with { X = x, ValidationX = validation };
    }

    /// <summary>Targets of mean 0 and spread 1.</summary>
    public static Patient WithScaledTargets(this Patient p)
    {
        var (y, validation) = Of(p.Y, p.ValidationY);
        return p with { Y = y, ValidationY = validation };
    }

    private static (Tensor, Tensor) Of(Tensor train, Tensor other)
    {
        int width = train.Shape[1];
        float[] a = train.ToArray<float>(), b = other.ToArray<float>();
        var columns = new List<(int At, double Mean, double Spread)>();
        for (int j = 0; j < width; j++)
        {
            double mean = Column(a, j).Average(), spread = Math.Sqrt(Column(a, j).Average(v => (v - mean) * (v - mean)));
            if (spread > 0) columns.Add((j, mean, spread));
        }
        return (Scale(a), Scale(b));

        IEnumerable<double> Column(float[] of, int j) => Enumerable.Range(0, of.Length / width).Select(i => (double)of[i * width + j]);

        Tensor Scale(float[] of) => Tensor.From(
            (float[])[.. of.Chunk(width).SelectMany(row => columns.Select(c => (float)((row[c.At] - c.Mean) / c.Spread)))], [of.Length / width, columns.Count]);
    }
}
