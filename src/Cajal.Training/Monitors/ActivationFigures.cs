namespace Cajal.Training;

/// <summary>What is counted of a layer's activations.</summary>
internal readonly struct ActivationFigures
{
    // Bounds of the functions that have them.
    private static readonly Dictionary<string, (float Low, float High)> Bounds = new(StringComparer.Ordinal)
    {
        ["sigmoid"] = (0, 1),
        ["hard-sigmoid"] = (0, 1),
        ["tanh"] = (-1, 1),
        ["hard-tanh"] = (-1, 1),
        ["erf"] = (-1, 1),
    };

    private const float FarOut = 5;

    private ActivationFigures(float mean, float spread, float zeros, float dead, float quiet, float? saturated, float? far) =>
        (Mean, Spread, Zeros, Dead, Quiet, Saturated, Far) = (mean, spread, zeros, dead, quiet, saturated, far);

    public float Mean { get; }

    public float Spread { get; }

    public float Zeros { get; }

    public float Dead { get; }

    public float Quiet { get; }

    public float? Saturated { get; }

    public float? Far { get; }

    /// <summary>Counts over all numbers; units lie along one axis.</summary>
    public static ActivationFigures Of(Tensor preActivations, Tensor activations, int unitAxis, string? function)
    {
        using var dense = new Dense<float>(activations.To(DType.Float32));
        var a = dense.Span;
        var shape = activations.Shape;
        int units = unitAxis < 0 ? 1 : shape[unitAxis], inner = 1;
        for (int axis = unitAxis + 1; axis < shape.Rank; axis++) inner *= shape[axis];
        int[] active = new int[units];
        double sum = 0, squares = 0;
        int zeros = 0;
        for (int from = 0, unit = 0; from < a.Length; from += inner, unit = unit + 1 == units ? 0 : unit + 1)
        {
            int before = zeros;
            foreach (float x in a.Slice(from, inner))
            {
                sum += x;
                squares += (double)x * x;
                if (x == 0) zeros++;
            }
            active[unit] += inner - (zeros - before);
        }
        double mean = sum / a.Length;
        double few = a.Length / units / 100.0;
        return new ActivationFigures((float)mean, (float)Math.Sqrt(Math.Max(0, squares / a.Length - mean * mean)), (float)zeros / a.Length,
            (float)active.Count(n => n == 0) / units, (float)active.Count(n => n < few || n == 0) / units, Saturation(a, function), Distance(preActivations, function));
    }

    private static float? Distance(Tensor preActivations, string? function)
    {
        if (function is null || !Bounds.ContainsKey(function)) return null;
        using var z = new Dense<float>(preActivations.To(DType.Float32));
        int count = 0;
        foreach (float x in z.Span) count += MathF.Abs(x) >= FarOut ? 1 : 0;
        return (float)count / z.Span.Length;
    }

    private static float? Saturation(ReadOnlySpan<float> a, string? function)
    {
        if (function is null || !Bounds.TryGetValue(function, out var bounds)) return null;
        float margin = (bounds.High - bounds.Low) / 100;
        int count = 0;
        foreach (float x in a)
            if (x <= bounds.Low + margin || x >= bounds.High - margin) count++;
        return (float)count / a.Length;
    }
}
