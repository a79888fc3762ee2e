namespace Cajal;

/// <summary>Pairs (a, b) of numbers i and i + n/2 of a row become (a·cos − b·sin, b·cos + a·sin), angles from row (first + t) of a table.
/// x [N, T, heads, n], table [P, n] (cos, then sin), perhaps first [] (Int64) → x's shape      dX = dY turned back</summary>
/// <remarks>The table is a constant and gets no gradient. Source: Su et al. (2021), with halves in the place of neighbours.</remarks>
/// <param name="Turned">How many heads of each step turn; the others stay.</param>
/// <param name="Back">True to turn the other way.</param>
/// <param name="HasFirst">True when the place of the first step in the table comes third.</param>
public sealed record Rotary(int Turned, bool Back, bool HasFirst) : Op
{
    /// <inheritdoc/>
    public override string Formula => "pairs (a, b) of a row become (a·cos − b·sin, b·cos + a·sin), angles by place";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Shape rows = x[0].Shape, table = x[1].Shape;
        if (rows.Rank != 4 || rows[3] % 2 != 0) throw new ShapeException(Name, "[N, T, heads, n] with an even n", rows);
        if (table.Rank != 2 || table[1] != rows[3] || table[0] < rows[1]) throw new ShapeException(Name,
            $"a table [{rows[1]} or more, {rows[3]}]", table);
        return new(rows, SameFloat(x[..2]));
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        long first = HasFirst ? Read<long>(x[2])[0] : 0, places = x[1].Shape[0] - x[0].Shape[1];
        if (first < 0 || first > places)
            throw new InvalidOperationException($"{Name} has angles for {x[1].Shape[0]} positions; {x[0].Shape[1]} steps from position {first} on do not fit.");
        if (y[0].DType == DType.Float32) Turn<float>(x, y[0], (int)first);
        else Turn<double>(x, y[0], (int)first);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        var back = this with { Back = !Back };
        if (pass.Wants(0)) pass[0] = HasFirst ? Apply(back, pass.OutputGradient, pass.Input(1), pass.Input(2)) : Apply(back,
            pass.OutputGradient, pass.Input(1));
    }

    private unsafe void Turn<T>(ReadOnlySpan<Tensor> x, Tensor y, int first) where T : unmanaged
    {
        if (y.Count == 0) return;
        using Dense<T> rows = new(x[0]), table = new(x[1]);
        Shape shape = y.Shape;
        fixed (T* px = rows.Span, pt = table.Span, py = y.Span<T>())
        {
            var work = new RotaryRows<T>
            {
                X = px,
                Y = py,
                Table = pt,
                Rows = y.Count / shape[3],
                Steps = shape[1],
                Heads = shape[2],
                Turned = Turned,
                Size = shape[3],
                First = first,
                Back = Back,
            };
            RotaryRows<T>.Run(ref work);
        }
    }
}
