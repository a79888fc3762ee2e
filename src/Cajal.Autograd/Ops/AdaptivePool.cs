namespace Cajal;

/// <summary>Pooling to a given number of windows: window o of an axis holds the numbers ⌊o·in/out⌋ to ⌈(o + 1)·in/out⌉ − 1.</summary>
public static class AdaptivePoolOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The largest in each of some windows that share the last axis: [N, C, L] or [C, L] → […, outputSize].</summary>
        public Tensor AdaptiveMaxPool1d(PerAxis outputSize) => Op.Apply(new MaxPool(PoolShapes.Shared("AdaptiveMaxPool1d", x, 1,
            outputSize)), x);

        /// <summary>The largest in each of some windows that share the last two axes: [N, C, H, W] or [C, H, W].</summary>
        public Tensor AdaptiveMaxPool2d(PerAxis outputSize) => Op.Apply(new MaxPool(PoolShapes.Shared("AdaptiveMaxPool2d", x, 2,
            outputSize)), x);

        /// <summary>The largest in each of some windows that share the last three axes: [N, C, D, H, W] or [C, D, H, W].</summary>
        public Tensor AdaptiveMaxPool3d(PerAxis outputSize) => Op.Apply(new MaxPool(PoolShapes.Shared("AdaptiveMaxPool3d", x, 3,
            outputSize)), x);

        /// <summary>The mean of each of some windows that share the last axis: [N, C, L] or [C, L] → […, outputSize].</summary>
        public Tensor AdaptiveAveragePool1d(PerAxis outputSize) => Mean("AdaptiveAveragePool1d", x, 1, outputSize);

        /// <summary>The mean of each of some windows that share the last two axes: [N, C, H, W] or [C, H, W].</summary>
        public Tensor AdaptiveAveragePool2d(PerAxis outputSize) => Mean("AdaptiveAveragePool2d", x, 2, outputSize);

        /// <summary>The mean of each of some windows that share the last three axes: [N, C, D, H, W] or [C, D, H, W].</summary>
        public Tensor AdaptiveAveragePool3d(PerAxis outputSize) => Mean("AdaptiveAveragePool3d", x, 3, outputSize);
    }

    private static Tensor Mean(string place, Tensor x, int axes, PerAxis outputSize)
    {
        var window = PoolShapes.Shared(place, x, axes, outputSize);
        if (window.OutCount > 1) return Op.Apply(new AveragePool(window), x);
        // One window over all is the mean of rows.
        Span<int> all = stackalloc int[axes];
        for (int i = 0; i < axes; i++) all[i] = i - axes;
        return x.Mean(all, keepAxes: true);
    }
}
