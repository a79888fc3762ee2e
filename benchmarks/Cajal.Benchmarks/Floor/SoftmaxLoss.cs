using System.Runtime.CompilerServices;

namespace Cajal.Benchmarks.Floor;

internal static unsafe partial class Fused<V, W> where V : unmanaged where W : struct, IBits<V>
{
    /// <summary>Softmax with cross-entropy: the loss, and its gradient in place of the logits. Rows of 16, of which 10 count: a register
    /// or two.</summary>
    internal static unsafe class SoftmaxLoss
    {
        private const int Classes = 10, Width = 16;

        /// <summary>dz = (softmax(z) − one-hot(label)) / batch; returns Σ −ln softmax(z)[label].</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static double Run(float* z, int* labels, int rows, int batch)
        {
            float share = 1f / batch;
            float* sums = stackalloc float[Width];
            double loss = 0;
            for (int first = 0; first < rows; first += Width)
            {
                int count = Math.Min(Width, rows - first);
                new Span<float>(sums, Width).Fill(1);
                for (int i = 0; i < count; i++)
                {
                    float* row = z + (first + i) * Width;
                    int label = labels[first + i];
                    float hit = row[label];
                    sums[i] = Row(row, share, out float greatest);
                    loss -= hit - greatest;
                    row[label] -= share;
                }
                for (int i = 0; i < Width; i += W.Lanes) loss += W.Sum(W.Log(W.Load(sums + i)));
            }
            return loss;
        }

        /// <summary>z ← share · softmax(z); returns Σ exp(z − greatest).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static float Row(float* row, float share, out float greatest)
        {
            if (W.Lanes >= Classes)
            {
                V x = W.First(W.Load(row), Classes);
                greatest = W.Greatest(x);
                V e = W.Exp(W.Add(x, W.Of(-greatest)));
                float sum = W.Sum(e);
                W.Store(W.Multiply(e, W.Of(share / sum)), row);
                return sum;
            }
            else
            {
                V x = W.Load(row), y = W.First(W.Load(row + W.Lanes), Classes - W.Lanes);
                greatest = W.Greatest(W.Max(x, y));
                V least = W.Of(-greatest), e = W.Exp(W.Add(x, least)), f = W.Exp(W.Add(y, least));
                float sum = W.Sum(W.Add(e, f));
                V scale = W.Of(share / sum);
                W.Store(W.Multiply(e, scale), row);
                W.Store(W.Multiply(f, scale), row + W.Lanes);
                return sum;
            }
        }
    }
}
