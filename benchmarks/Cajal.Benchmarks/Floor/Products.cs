using System.Runtime.CompilerServices;

namespace Cajal.Benchmarks.Floor;

internal static unsafe partial class Fused<V, W> where V : unmanaged where W : struct, IBits<V>
{
    /// <summary>The products of a step, over a range of rows: of the batch forward and backward, of the weights in the update.</summary>
    internal static unsafe class Products
    {
        /// <summary>y = x·W + b, or its positive part, for rows from..to of the batch.</summary>
        public static void Forward(Panels x, Layer layer, Panels y, bool relu, int from, int to)
        {
            for (int panel = 0; panel < layer.Weights.Count; panel++)
            {
                switch (layer.Weights.Width(panel) / W.Lanes)
                {
                    case 3: Forward<V3>(x, layer, y, relu, from, to, panel); break;
                    case 2: Forward<V2>(x, layer, y, relu, from, to, panel); break;
                    default: Forward<V1>(x, layer, y, relu, from, to, panel); break;
                }
            }
        }

        /// <summary>dx = dy·Wᵀ where h &gt; 0, else 0, for rows from..to of the batch.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Backward(Panels dy, Layer layer, Panels h, Panels dx, int from, int to)
        {
            var turned = layer.Turned;
            for (int panel = 0; panel < turned.Count; panel++)
            {
                int column = turned.Start(panel), width = turned.Width(panel), dyWidth = dy.Width(0);
                float* b = turned.At(0, column);
                int rows = W.Rows(width / W.Lanes);
                for (int row = from; row < to; row += rows)
                {
                    PutWhereActive end = new(dx.At(row, column), dx.Width(dx.PanelOf(column)), h.At(row, column), h.Width(0));
                    float* a = dy.At(row, 0);
                    if (width == 3 * W.Lanes) Tile<V3, FromZero, PutWhereActive>.Run(a, dyWidth, 1, b, width, turned.Rows, default, end);
                    else Tile<V2, FromZero, PutWhereActive>.Run(a, dyWidth, 1, b, width, turned.Rows, default, end);
                }
            }
        }

        /// <summary>dW = xᵀ·dy for rows from..to of W, whole blocks of 16, and at once what Adam makes of it.</summary>
        public static void Update(Panels x, Panels dy, Layer layer, AdamNumbers* adam, int from, int to)
        {
            // 16 columns of x are a cache line of each of its rows: all that is to be done with them is done while they are near.
            for (int strip = from; strip < to; strip += 16)
            {
                for (int panel = 0; panel < layer.Weights.Count; panel++)
                {
                    switch (layer.Weights.Width(panel) / W.Lanes)
                    {
                        case 3: Update<V3>(x, dy, layer, adam, strip, panel); break;
                        case 2: Update<V2>(x, dy, layer, adam, strip, panel); break;
                        default: Update<V1>(x, dy, layer, adam, strip, panel); break;
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Update<N>(Panels x, Panels dy, Layer layer, AdamNumbers* adam, int strip, int panel) where N : struct, IVectors
        {
            Panels w = layer.Weights, m = layer.FirstMoments, v = layer.SecondMoments;
            int column = w.Start(panel), width = w.Width(panel), dyWidth = dy.Width(dy.PanelOf(column)), xWidth = x.Width(0);
            float* a = x.At(0, strip), b = dy.At(0, column);
            float* w0 = w.At(strip, column), m0 = m.At(strip, column), v0 = v.At(strip, column);
            for (int row = 0; row < 16; row += W.Rows(N.Count))
            {
                Update end = new(w0 + row * width, m0 + row * width, v0 + row * width, width, adam);
                if (panel == 0 && row == 0) Tile<N, FromZero, UpdateAhead>.Run(a, 1, xWidth, b, dyWidth, x.Rows, default, new(end));
                else Tile<N, FromZero, Update>.Run(a + row, 1, xWidth, b, dyWidth, x.Rows, default, end);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Forward<N>(Panels x, Layer layer, Panels y, bool relu, int from, int to, int panel) where N : struct, IVectors
        {
            var w = layer.Weights;
            int column = w.Start(panel), width = w.Width(panel), xWidth = x.Width(0), yWidth = y.Width(0);
            float* b = w.At(0, column);
            FromBias bias = new(layer.Bias.At + column);
            for (int row = from; row < to; row += W.Rows(N.Count))
            {
                float* a = x.At(row, 0), c = y.At(row, column);
                if (relu) Tile<N, FromBias, PutRelu>.Run(a, xWidth, 1, b, width, w.Rows, bias, new(c, yWidth));
                else Tile<N, FromBias, Put>.Run(a, xWidth, 1, b, width, w.Rows, bias, new(c, yWidth));
            }
        }
    }
}
