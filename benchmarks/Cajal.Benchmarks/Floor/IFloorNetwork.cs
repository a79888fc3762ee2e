namespace Cajal.Benchmarks.Floor;

/// <summary>The hand-fused step, whatever the width of its registers.</summary>
internal unsafe interface IFloorNetwork
{
    /// <summary>Mean loss of the last step, at the weights before it.</summary>
    double Loss { get; }

    /// <summary>Takes a layer's first values: 0 to 2, weights [out, in], as Cajal keeps them, and the bias.</summary>
    void Take(int layer, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias);

    /// <summary>A step is about to be made.</summary>
    void Begin();

    /// <summary>Forward, loss and backward for one share of the batch.</summary>
    void Pass(Panels x, int* labels, int share);

    void Forward(Panels x, int from, int to);

    void Backward(int from, int to);

    /// <summary>Gradients and Adam for one share of the weights.</summary>
    void Update(Panels x, int share);
}
