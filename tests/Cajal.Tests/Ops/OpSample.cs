namespace Cajal.Tests.Ops;

/// <summary>One way to call an op: what goes in, the call, and the value by plain loops. Contract tests walk over all of them.</summary>
/// <param name="Name">Name in test output; unique.</param>
/// <param name="Inputs">What goes in.</param>
/// <param name="Call">The call under test.</param>
/// <param name="Reference">The value by plain loops.</param>
internal sealed record OpSample(string Name, Entry[] Inputs, Func<Tensor[], Tensor> Call, Func<Plain[], Plain> Reference)
{
    /// <summary>True when gradients pass (to every input of real numbers).</summary>
    public bool HasDerivative { get; init; } = true;

    /// <summary>The inputs in an element type; whole numbers and truth values keep theirs.</summary>
    public Tensor[] Draw(DType dtype)
    {
        var rng = new Rng(17).Fork(Name);
        return [.. Inputs.Select(e => e.Draw(rng, dtype))];
    }

    public override string ToString() => Name;
}

/// <summary>One input of a sample: its sizes and where its numbers come from.</summary>
/// <param name="Sizes">Sizes along the axes.</param>
/// <param name="Low">Smallest number.</param>
/// <param name="High">Largest number (for whole numbers, the one after).</param>
internal sealed record Entry(int[] Sizes, double Low = -2, double High = 2)
{
    /// <summary>Points that numbers keep away from by 0.02, because the function has a kink or a jump there.</summary>
    public double[] Kinks { get; init; } = [];

    /// <summary>The element type, where it is not the sample's.</summary>
    public DType? Fixed { get; init; }

    /// <summary>True when no two numbers may lie close together (for orders).</summary>
    public bool Apart { get; init; }

    /// <summary>Numbers are multiples of this, for ties; 0 for none.</summary>
    public double Grid { get; init; }

    /// <summary>Added to each number on the grid, to keep clear of another input's.</summary>
    public double Shift { get; init; }

    public static Entry Index(int[] sizes, int below) => new(sizes, 0, below) { Fixed = DType.Int64 };

    public static Entry Truth(params int[] sizes) => new(sizes, 0, 2) { Fixed = DType.Bool };

    public Tensor Draw(Rng rng, DType dtype)
    {
        int count = Sizes.Aggregate(1, (a, b) => a * b);
        double[] values = new double[count];
        int[] places = Apart ? rng.Permutation(count) : [];
        for (int i = 0; i < count; i++)
        {
            do values[i] = Apart ? Low + (High - Low) * (places[i] + 0.5 * rng.NextDouble()) / count : Low + (High - Low) * rng.NextDouble();
            while (!Apart && Kinks.Any(k => Math.Abs(values[i] - k) < 0.02));
            if (Kinks.Any(k => Math.Abs(values[i] - k) < 0.02)) values[i] += 0.05;
            if (Grid > 0) values[i] = Math.Round(values[i] / Grid) * Grid + Shift;
            if (Fixed is not null) values[i] = Math.Floor(values[i]);
            // Both element types see the same numbers.
            else values[i] = (float)values[i];
        }
        return Tensor.From(values, Sizes).To(Fixed ?? dtype);
    }
}
