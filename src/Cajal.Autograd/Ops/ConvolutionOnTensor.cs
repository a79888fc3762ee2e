namespace Cajal;

/// <summary>Convolutions along 1, 2 or 3 axes, with PyTorch's names, order of arguments and defaults. Weights lie [out, in/groups, …]; without a batch axis x is
/// one picture.</summary>
public static class ConvolutionOnTensor
{
    extension(Tensor x)
    {
        /// <summary>Convolution along one axis: x [N, C, L], weight [O, C/groups, K] → [N, O, L'].</summary>
        /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the padded input.</exception>
        public Tensor Conv1d(Tensor weight, Tensor? bias = null, PerAxis stride = default, Padding padding = default, PerAxis dilation = default,
            int groups = 1) => Convolve(x, weight, bias, stride, padding, dilation, groups, 1);

        /// <summary>Convolution along two axes: x [N, C, H, W], weight [O, C/groups, K, L] → [N, O, H', W'].</summary>
        /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the padded input.</exception>
        public Tensor Conv2d(Tensor weight, Tensor? bias = null, PerAxis stride = default, Padding padding = default, PerAxis dilation = default,
            int groups = 1) => Convolve(x, weight, bias, stride, padding, dilation, groups, 2);

        /// <summary>Convolution along three axes: x [N, C, D, H, W], weight [O, C/groups, J, K, L] → [N, O, D', H', W'].</summary>
        /// <exception cref="ShapeException">The shapes do not fit, or the kernel is larger than the padded input.</exception>
        public Tensor Conv3d(Tensor weight, Tensor? bias = null, PerAxis stride = default, Padding padding = default, PerAxis dilation = default,
            int groups = 1) => Convolve(x, weight, bias, stride, padding, dilation, groups, 3);

        /// <summary>Transposed convolution along one axis: x [N, C, L], weight [C, O/groups, K] → [N, O, L'],
        /// L' = (L − 1)·stride − 2·padding + dilation·(K − 1) + outputPadding + 1.</summary>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        public Tensor ConvTranspose1d(Tensor weight, Tensor? bias = null, PerAxis stride = default, PerAxis padding = default, PerAxis outputPadding = default,
            int groups = 1, PerAxis dilation = default) => Transpose(x, weight, bias, stride, padding, outputPadding, groups, dilation, 1);

        /// <summary>Transposed convolution along two axes: x [N, C, H, W], weight [C, O/groups, K, L] → [N, O, H', W'].</summary>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        public Tensor ConvTranspose2d(Tensor weight, Tensor? bias = null, PerAxis stride = default, PerAxis padding = default, PerAxis outputPadding = default,
            int groups = 1, PerAxis dilation = default) => Transpose(x, weight, bias, stride, padding, outputPadding, groups, dilation, 2);

        /// <summary>Transposed convolution along three axes: x [N, C, D, H, W], weight [C, O/groups, J, K, L] → [N, O, D', H', W'].</summary>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        public Tensor ConvTranspose3d(Tensor weight, Tensor? bias = null, PerAxis stride = default, PerAxis padding = default, PerAxis outputPadding = default,
            int groups = 1, PerAxis dilation = default) => Transpose(x, weight, bias, stride, padding, outputPadding, groups, dilation, 3);
    }

    private static Tensor Convolve(Tensor x, Tensor weight, Tensor? bias, PerAxis stride, Padding padding, PerAxis dilation, int groups, int axes)
    {
        string name = $"Conv{axes}d";
        if (x.Rank == axes + 1) return Convolve(x.Unsqueeze(0), weight, bias, stride, padding, dilation, groups, axes).Squeeze(0);
        RequireRanks(name, x, weight, axes, groups);
        var kernel = Extent3.Spatial(weight.Shape);
        Extent3 steps = Extents.Of(stride, axes, 1, 1, 1, "stride"), apart = Extents.Of(dilation, axes, 1, 1, 1, "dilation");
        var (before, after) = padding.Over(axes, kernel, steps, apart);
        var op = new Convolution(new ConvolutionWindow(steps, before, after, apart, groups));
        return bias is null ? Op.Apply(op, x, weight) : Op.Apply(op, x, weight, bias);
    }

    private static Tensor Transpose(Tensor x, Tensor weight, Tensor? bias, PerAxis stride, PerAxis padding, PerAxis outputPadding, int groups, PerAxis dilation,
        int axes)
    {
        string name = $"ConvTranspose{axes}d";
        if (x.Rank == axes + 1) return Transpose(x.Unsqueeze(0), weight, bias, stride, padding, outputPadding, groups, dilation, axes).Squeeze(0);
        RequireRanks(name, x, weight, axes, groups);
        Extent3 steps = Extents.Of(stride, axes, 1, 1, 1, "stride"), apart = Extents.Of(dilation, axes, 1, 1, 1, "dilation");
        Extent3 around = Extents.Of(padding, axes, 0, 0, 0, "padding"), more = Extents.Of(outputPadding, axes, 0, 0, 0, "output padding");
        Extent3 size = Extent3.Spatial(x.Shape), kernel = Extent3.Spatial(weight.Shape), output = default, after = around, unreached = default;
        for (int axis = 0; axis < 3; axis++)
        {
            // A convolution the other way would find another place in an output padding that reaches its stride. Instead, less is cut off at the end;
            // where nothing is, no element of the kernel reaches what is added.
            int whole = Math.Max(0, more[axis] - (steps[axis] - 1));
            after = after.With(axis, Math.Max(0, around[axis] - whole));
            unreached = unreached.With(axis, Math.Max(0, whole - around[axis]));
            if (more[axis] > 0 && more[axis] >= Math.Max(steps[axis], apart[axis]))
                throw new ArgumentException($"{name} needs an output padding below its stride or its dilation; received {outputPadding}.");
            long length = (long)(size[axis] - 1) * steps[axis] - 2L * around[axis] + (long)apart[axis] * (kernel[axis] - 1) + more[axis] + 1;
            if (size[axis] == 0 || length < 1) throw new ShapeException(name, $"an input whose result, padding {padding} taken off, has at least one place", x.Shape);
            if (length <= unreached[axis]) throw new ShapeException(name, $"an input of which something is left in the result, padding {padding} taken off", x.Shape);
            output = output.With(axis, checked((int)length) - unreached[axis]);
        }
        var op = new TransposedConvolution(new ConvolutionWindow(steps, around, after, apart, groups), output);
        if (unreached == default) return bias is null ? Op.Apply(op, x, weight) : Op.Apply(op, x, weight, bias);
        int[] ends = [.. Enumerable.Range(1, axes).SelectMany(back => new[] { 0, unreached[3 - back] })];
        var y = Op.Apply(op, x, weight).Pad(ends);
        return bias is null ? y : y + bias.Reshape(Shape.Of([bias.Count, .. Enumerable.Repeat(1, axes)]));
    }

    private static void RequireRanks(string name, Tensor x, Tensor weight, int axes, int groups)
    {
        string places = axes == 1 ? "L" : axes == 2 ? "H, W" : "D, H, W";
        if (x.Rank != axes + 2) throw new ShapeException(name, $"[N, C, {places}] or [C, {places}]", x.Shape);
        if (weight.Rank != axes + 2) throw new ShapeException(name, $"weights with {axes + 2} axes", weight.Shape);
        if (groups < 1) throw new ArgumentException($"{name} needs at least 1 group; received {groups}.");
    }
}
