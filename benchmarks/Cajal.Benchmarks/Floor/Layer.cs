using System.Runtime.CompilerServices;

namespace Cajal.Benchmarks.Floor;

internal static unsafe partial class Fused<V, W> where V : unmanaged where W : struct, IBits<V>
{
    /// <summary>Weights [in, out] and bias of a linear layer, with what Adam keeps for them.</summary>
    internal sealed unsafe class Layer(int inputs, int outputs)
    {
        private static int Lanes => W.Lanes;

        private readonly Block biasFirst = new(Padded(outputs)), biasSecond = new(Padded(outputs));

        public Panels Weights { get; } = new(inputs, outputs, W.Lanes);

        public Panels FirstMoments { get; } = new(inputs, outputs, W.Lanes);

        public Panels SecondMoments { get; } = new(inputs, outputs, W.Lanes);

        /// <summary>Wᵀ, for the layer's backward pass.</summary>
        public Panels Turned { get; } = new(outputs, inputs, W.Lanes);

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
                    if (rows == Lanes) W.Turn(source, sourceWidth, target, width);
                    else
                    {
                        // Wᵀ has no rows for the columns that fill W up.
                        W.Turn(source, sourceWidth, room, Lanes);
                        for (int i = 0; i < rows; i++) W.Store(W.Load(room + i * Lanes), target + i * width);
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
                V even = default, odd = default;
                float* row = dy.At(0, column);
                int width = dy.Width(dy.PanelOf(column));
                for (int i = 0; i < dy.Rows; i += 2, row += 2 * width)
                {
                    even = W.Add(even, W.Load(row));
                    odd = W.Add(odd, W.Load(row + width));
                }
                AdamNumbers.Move(adam, W.Add(even, odd), Bias.At + column, biasFirst.At + column, biasSecond.At + column);
            }
        }

        private static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;
    }
}
