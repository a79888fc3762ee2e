namespace Cajal.Insight;

/// <summary>What the parts of a story ask of a record: names, numbers, gradients, and who uses a value.</summary>
internal sealed class TapeReader
{
    private readonly Gradients gradients;
    private readonly Dictionary<Tensor, int> uses = new(ReferenceEqualityComparer.Instance);

    private readonly int batch;

    public TapeReader(IReadOnlyList<Node> forward, TapeNames names, Gradients gradients, ExplainOptions options, int batch)
    {
        (Forward, Names, this.gradients, Options, this.batch) = (forward, names, gradients, options, batch);
        foreach (var x in forward.SelectMany(n => n.Inputs)) uses[x] = uses.GetValueOrDefault(x) + 1;
    }

    public IReadOnlyList<Node> Forward { get; }

    public TapeNames Names { get; }

    public ExplainOptions Options { get; }

    /// <summary>The gradient of the loss by a value; null where none flows.</summary>
    public Tensor? Gradient(Tensor value) => gradients.TryGet(value, out var gradient) ? gradient : null;

    /// <summary>All gradients, as an optimizer takes them.</summary>
    public Gradients Gradients => gradients;

    /// <summary>How many operations read a value.</summary>
    public int Uses(Tensor value) => uses.GetValueOrDefault(value);

    /// <summary>The product and the addition of its bias, where a node begins such a pair.</summary>
    public Node? BiasOf(int node) => Forward[node].Op is MatMul && node + 1 < Forward.Count && Forward[node + 1] is { Op: Add } add
        && ReferenceEquals(add.Inputs[0], Forward[node].Outputs[0]) && add.Inputs[1] is Parameter { Rank: 1 } ? add : null;

    /// <summary>Whether a value is a row of numbers for each example.</summary>
    public bool IsRows(Tensor value) => value.Rank == 2 && value.Shape[0] > Options.Sample;

    /// <summary>The chosen example's place on the first axis of a value.</summary>
    public int Sample(Tensor value) => value.Shape[0] == batch ? Options.Sample : Math.Min(Options.Sample, value.Shape[0] - 1);

    /// <summary>The number of a unit in the chosen example: of [N, n], [n] and [].</summary>
    public double At(Tensor value, int unit) => value.Rank switch
    {
        0 => value.Item(),
        1 => value[value.Shape[0] == 1 ? 0 : unit],
        _ => value[value.Shape[0] == 1 ? 0 : Options.Sample, value.Shape[1] == 1 ? 0 : unit],
    };

    /// <summary>The one number that is told of a value with further axes: where it lies, and its indices without that of the example.</summary>
    public (int Flat, int[] Units) Place(Tensor value)
    {
        int flat = 0, first = HasExamples(value) ? 1 : 0;
        int[] units = new int[value.Rank - first];
        for (int axis = 0; axis < value.Rank; axis++)
        {
            int size = value.Shape[axis], k = axis - first;
            int at = k < 0 ? Math.Min(Options.Sample, size - 1) : Options.Place is not { } place ? size / 2 : k < place.Count ? Math.Min(place[k], size - 1) : 0;
            flat = flat * size + at;
            if (k >= 0) units[k] = at;
        }
        return (flat, units);
    }

    /// <summary>The indices of a number, without that of the example.</summary>
    public int[] UnitsAt(Tensor value, int flat)
    {
        int[] place = Places.Of(value.Shape, flat);
        return HasExamples(value) ? place[1..] : place;
    }

    private bool HasExamples(Tensor value) => value is not Parameter && value.Rank > 0 && value.Shape[0] == batch;

    /// <summary>A number as it is written.</summary>
    public NumberTerm Number(double value) => new(value, Options.Digits);

    /// <summary>One line of statistics over all numbers of a value.</summary>
    public string Statistics(Tensor value)
    {
        if (value.Count == 0) return "no numbers";
        double[] all = value.To(DType.Float64).ToArray<double>();
        double mean = all.Average(), spread = Math.Sqrt(all.Average(v => (v - mean) * (v - mean)));
        string Text(double v) => NumberText.Of(v, Math.Min(4, Options.Digits));
        int strange = all.Count(v => !double.IsFinite(v));
        return strange > 0 ? $"{strange} of {all.Length} numbers are not finite"
            : $"mean {Text(mean)}, spread {Text(spread)}, from {Text(all.Min())} to {Text(all.Max())}, {100.0 * all.Count(v => v == 0) / all.Length:0} % zeros";
    }
}
