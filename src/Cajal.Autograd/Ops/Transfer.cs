namespace Cajal;

/// <summary>Y = X on another device.      any shape → the same shape      dX = dY, back on X's device</summary>
/// <param name="Target">The device to move to.</param>
public sealed record Transfer(Device Target) : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, x[0].DType);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].Storage.Length != x[0].Count || !x[0].IsContiguous)
            throw new InvalidOperationException($"A view {x[0].Shape} cannot be moved to '{Target}' as it is. Call Contiguous() first.");
        byte[] bytes = new byte[x[0].Storage.ByteCount];
        x[0].Device.CopyToHost(x[0].Storage, bytes);
        Target.CopyFromHost(bytes, y[0].Storage);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient.To(pass.Input(0).Device);
}

/// <summary>Moving between devices.</summary>
public static class TransferOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The same numbers on a device; the tensor itself when it lives there.</summary>
        public Tensor To(Device device)
        {
            if (x.Device == device) return x;
            bool whole = x.IsContiguous && x.Storage.Length == x.Count;
            return Op.Apply(new Transfer(device), whole ? x : Op.Apply(Cajal.Contiguous.Instance, x));
        }
    }
}
