namespace Cajal.Benchmarks.Floor;

/// <summary>The hand-fused step for registers of one width: W is what V can do.</summary>
internal static unsafe partial class Fused<V, W> where V : unmanaged where W : struct, IBits<V>
{
    /// <summary>A training step of 784-128-64-10 (ReLU, softmax cross-entropy, Adam) by hand, with everything fused that can be: what the
    /// processor
    /// leaves of the step when no framework stands around it. Allocates nothing.</summary>
    /// <remarks>The step has two phases, each cut into shares for threads: forward, loss and backward, by rows of the batch; then the
    /// weights' gradients, by rows of the weights, each moved by Adam while it is still in registers.</remarks>
    internal sealed unsafe class FloorMlp : IFloorNetwork
    {
        private const int Pictures = 784, Wide = 128, Narrow = 64, Classes = 10;

        /// <summary>Sums of losses lie this far apart: two threads do not write to one cache line.</summary>
        private const int Apart = 16;

        private readonly int batch, shares;
        private readonly Panels hidden1, hidden2, gradient1, gradient2, gradient3;
        private readonly Block adamRoom = new(sizeof(AdamNumbers) / sizeof(float));
        private readonly double[] losses;
        private int steps;

        /// <summary>A network for batches of one size, a multiple of 16 for each share.</summary>
        public FloorMlp(int batch, int shares = 1)
        {
            if (batch % (16 * shares) != 0)
                throw new ArgumentException(
                    $"The floor is for whole blocks of 16 rows in each of {shares} shares; received a batch of {batch}.");
            (this.batch, this.shares) = (batch, shares);
            (hidden1, hidden2) = (new(batch, Wide, W.Lanes, whole: true), new(batch, Narrow, W.Lanes, whole: true));
            (gradient1, gradient2, gradient3) = (new(batch, Wide, W.Lanes), new(batch, Narrow, W.Lanes, whole: true),
                new(batch, Classes, W.Lanes));
            losses = new double[shares * Apart];
        }

        public Layer First { get; } = new(Pictures, Wide);

        public Layer Second { get; } = new(Wide, Narrow);

        public Layer Third { get; } = new(Narrow, Classes);

        /// <summary>Mean loss of the last step, at the weights before it.</summary>
        public double Loss => losses.Sum() / batch;

        private AdamNumbers* Adam => (AdamNumbers*)adamRoom.At;

        public void Take(int layer, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias) =>
            (layer switch { 0 => First, 1 => Second, _ => Third }).Take(weight, bias);

        /// <summary>A step is about to be made.</summary>
        public void Begin() => *Adam = AdamNumbers.Of(++steps);

        /// <summary>Forward, loss and backward for one share of the batch.</summary>
        public void Pass(Panels x, int* labels, int share)
        {
            var (from, to) = Share(batch, share);
            Forward(x, from, to);
            losses[share * Apart] = SoftmaxLoss.Run(gradient3.At(from, 0), labels + from, to - from, batch);
            Backward(from, to);
        }

        public void Forward(Panels x, int from, int to)
        {
            Products.Forward(x, First, hidden1, relu: true, from, to);
            Products.Forward(hidden1, Second, hidden2, relu: true, from, to);
            Products.Forward(hidden2, Third, gradient3, relu: false, from, to);
        }

        public void Backward(int from, int to)
        {
            Products.Backward(gradient3, Third, hidden2, gradient2, from, to);
            Products.Backward(gradient2, Second, hidden1, gradient1, from, to);
        }

        /// <summary>Gradients and Adam for one share of the weights.</summary>
        public void Update(Panels x, int share)
        {
            UpdateFirst(x, share);
            Update(hidden1, gradient2, Second, share);
            Update(hidden2, gradient3, Third, share);
        }

        public void UpdateFirst(Panels x, int share)
        {
            var (from, to) = Share(Pictures, share);
            Products.Update(x, gradient1, First, Adam, from, to);
            UpdateBias(First, gradient1, share);
        }

        private void Update(Panels x, Panels dy, Layer layer, int share)
        {
            var (from, to) = Share(layer.Weights.Rows, share);
            Products.Update(x, dy, layer, Adam, from, to);
            layer.Turn(from, to);
            UpdateBias(layer, dy, share);
        }

        private void UpdateBias(Layer layer, Panels dy, int share)
        {
            var (from, to) = Share(layer.Bias.Count, share);
            layer.UpdateBias(dy, Adam, from, to);
        }

        // Whole blocks of 16.
        private (int From, int To) Share(int count, int share)
        {
            int blocks = count / 16;
            return (blocks * share / shares * 16, blocks * (share + 1) / shares * 16);
        }
    }
}
