namespace Cajal.Studio;

/// <summary>Where one number of a network stands: a weight from a unit to a unit, or a bias.</summary>
/// <param name="Layer">Layer, from 0; the output is the last.</param>
/// <param name="Unit">Unit of it, from 0.</param>
/// <param name="From">Unit or input it comes from; null for the bias.</param>
internal sealed record WeightPlace(int Layer, int Unit, int? From)
{
    /// <summary>As people read it.</summary>
    public string Name => From is { } from ? $"w[{Unit + 1}, {from + 1}] of layer {Layer + 1}" : $"b[{Unit + 1}] of layer {Layer + 1}";

    /// <summary>The number.</summary>
    /// <exception cref="ArgumentException">There is no such place.</exception>
    public double Read(Bench bench)
    {
        var (parameter, index) = Find(bench);
        return parameter.ToArray<float>()[index];
    }

    /// <summary>Writes another number there.</summary>
    /// <exception cref="ArgumentException">There is no such place, or the number is none.</exception>
    public void Write(Bench bench, double value)
    {
        RequireNumber(value, "weight");
        var (parameter, index) = Find(bench);
        float[] all = parameter.ToArray<float>();
        all[index] = (float)value;
        parameter.Assign(all);
    }

    /// <summary>Refuses what is no number of single precision.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void RequireNumber(double value, string what)
    {
        if (!float.IsFinite((float)value)) throw new ArgumentException(FormattableString.Invariant($"A {what} is a number that single precision can hold; received {value}."));
    }

    /// <summary>The parameter that holds it, and where.</summary>
    /// <exception cref="ArgumentException">There is no such place.</exception>
    public (Parameter Parameter, int Index) Find(Bench bench)
    {
        if ((uint)Layer >= (uint)bench.Layers.Count) throw new ArgumentException($"There are layers 0 to {bench.Layers.Count - 1}; received {Layer}.");
        var linear = bench.Layers[Layer].Linear;
        if ((uint)Unit >= (uint)linear.OutFeatures) throw new ArgumentException($"Layer {Layer} has units 0 to {linear.OutFeatures - 1}; received {Unit}.");
        if (From is not { } from) return (linear.Bias ?? throw new ArgumentException("These units have no biases."), Unit);
        return (uint)from < (uint)linear.InFeatures ? (linear.Weight, Unit * linear.InFeatures + from)
            : throw new ArgumentException($"Layer {Layer} reads numbers 0 to {linear.InFeatures - 1}; received {from}.");
    }
}
