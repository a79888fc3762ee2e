using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal.Benchmarks.Floor;

/// <summary>Weights [in, out] and bias of a linear layer, with what Adam keeps for them.</summary>
internal sealed unsafe class Layer(int inputs, int outputs)
{
    private const int Lanes = Panels.Lanes;

    private readonly Block biasFirst = new(Padded(outputs)), biasSecond = new(Padded(outputs));

    public Panels Weights { get; } = new(inputs, outputs);

    public Panels FirstMoments { get; } = new(inputs, outputs);

    public Panels SecondMoments { get; } = new(inputs, outputs);

    /// <summary>Wᵀ, for the layer's backward pass.</summary>
    public Panels Turned { get; } = new(outputs, inputs);

    public Block Bias { get; } = new(Padded(outputs));

    /// <summary>Takes first values: weights [out, in], as Cajal keeps them, and the bias.</summary>
    public void Take(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        Weights.Take(weight, transposed: true);
        Turned.Take(weight);
        bias.CopyTo(Bias.Span);
    }

    /// <summary>Writes rows from..to of W as columns of Wᵀ; whole blocks of 16.</summary>
    public void Turn(int from, int to)
    {
        float* room = stackalloc float[Lanes * Lanes];
        for (int row = from; row < to; row += Lanes)
        {
            int width = Turned.Width(Turned.PanelOf(row));
            for (int column = 0; column < outputs; column += Lanes)
            {
                float* source = Weights.At(row, column), target = Turned.At(column, row);
                int sourceWidth = Weights.Width(Weights.PanelOf(column)), rows = Math.Min(Lanes, outputs - column);
                if (rows == Lanes) Transposition.Turn(source, sourceWidth, target, width);
                else
                {
                    // Wᵀ has no rows for the columns that fill W up.
                    Transposition.Turn(source, sourceWidth, room, Lanes);
                    for (int i = 0; i < rows; i++) Vector512.Load(room + i * Lanes).Store(target + i * width);
                }
            }
        }
    }

    /// <summary>db = Σ dy over the batch, for columns from..to, and at once what Adam makes of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void UpdateBias(Panels dy, AdamNumbers* adam, int from, int to)
    {
        for (int column = from; column < to; column += Lanes)
        {
            Vector512<float> even = default, odd = default;
            float* row = dy.At(0, column);
            int width = dy.Width(dy.PanelOf(column));
            for (int i = 0; i < dy.Rows; i += 2, row += 2 * width)
            {
                even += Vector512.Load(row);
                odd += Vector512.Load(row + width);
            }
            AdamNumbers.Move(adam, even + odd, Bias.At + column, biasFirst.At + column, biasSecond.At + column);
        }
    }

    private static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
