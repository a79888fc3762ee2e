namespace Cajal.Studio;

/// <summary>What a network is given of a point: features of the plane, or the columns of a table; as they are, standardised, or a thousand times as large.</summary>
internal sealed class InputReader
{
    private readonly bool isPlane, isScaled;
    private readonly float[] shift, factor;

    /// <summary>The reader that a state asks for; it is standardised on the points that are trained on.</summary>
    /// <exception cref="ArgumentException">No input, or an unknown one, or an unknown scale.</exception>
    public InputReader(PlaygroundState state, PointData data)
    {
        isPlane = data.Columns.Count <= 2;
        bool isLine = data.IsCurve || (isPlane && data.Columns[^1].Key == "none");
        Names = isPlane ? InputFeatures.Of(state, isLine) : [.. data.Columns.Select(c => c.Key)];
        Labels = isPlane ? [.. Names.Select(InputFeatures.Label)] : [.. data.Columns.Select(c => c.Name)];
        (shift, factor) = (new float[Names.Length], [.. Enumerable.Repeat(state.Scale == "x1000" ? 1000f : 1, Names.Length)]);
        if (state.Scale == "standardised") Standardise(Rows(data.Places, data.Train), data.Train.Length);
        else if (state.Scale is not ("raw" or "x1000")) throw new ArgumentException($"Inputs are scaled as raw, standardised or x1000; received '{state.Scale}'.");
        isScaled = state.Scale != "raw";
    }

    /// <summary>Names of the inputs: features of the plane, or keys of columns.</summary>
    public string[] Names { get; }

    /// <summary>The inputs as people read them.</summary>
    public string[] Labels { get; }

    /// <summary>Whether the inputs are features of (x, y).</summary>
    public bool IsPlane => isPlane;

    /// <summary>What is taken off each input before it is multiplied.</summary>
    public IReadOnlyList<float> Shift => shift;

    /// <summary>What each input is multiplied by: (v − shift) · factor.</summary>
    public IReadOnlyList<float> Factor => factor;

    /// <summary>Rows of inputs: values [points, columns] → [rows, inputs].</summary>
    public float[] Rows(float[,] values, ReadOnlySpan<int> rows)
    {
        float[] read = Unscaled(values, rows);
        for (int i = 0; isScaled && i < read.Length; i++) read[i] = (read[i] - shift[i % Names.Length]) * factor[i % Names.Length];
        return read;
    }

    /// <summary>Rows of inputs before they are scaled: values [points, columns] → [rows, inputs].</summary>
    public float[] Unscaled(float[,] values, ReadOnlySpan<int> rows) => isPlane ? InputFeatures.Rows(Names, values, rows) : Columns(values, rows);

    /// <summary>The inputs of some rows, [rows, inputs].</summary>
    public Tensor Of(float[,] values, ReadOnlySpan<int> rows) => Tensor.From(Rows(values, rows), [rows.Length, Names.Length]);

    private float[] Columns(float[,] values, ReadOnlySpan<int> rows)
    {
        var read = new float[rows.Length * Names.Length];
        for (int i = 0; i < rows.Length; i++)
            for (int c = 0; c < Names.Length; c++) read[i * Names.Length + c] = values[rows[i], c];
        return read;
    }

    // x ← (x − mean) / spread; a column that never changes is 0.
    private void Standardise(float[] inputs, int count)
    {
        for (int k = 0; k < Names.Length; k++)
        {
            double mean = 0, squares = 0;
            for (int i = 0; i < count; i++) mean += inputs[i * Names.Length + k] / (double)count;
            for (int i = 0; i < count; i++) squares += Math.Pow(inputs[i * Names.Length + k] - mean, 2);
            double spread = Math.Sqrt(squares / count);
            (shift[k], factor[k]) = ((float)mean, spread > 0 ? (float)(1 / spread) : 1);
        }
    }
}
