using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Benchmarks.Floor;

internal static unsafe partial class Fused<V, W> where V : unmanaged where W : struct, IBits<V>
{
    /// <summary>4 or 8 rows by 1 to 3 registers of a product, from its start through all steps of the sum to what is done with it while
    /// it is still in registers.</summary>
    internal static unsafe class Tile<N, TStart, TEnd>
        where N : struct, IVectors where TStart : struct, ITileStart where TEnd : struct, ITileEnd
    {
        public static int Rows
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => W.Rows(N.Count);
        }

        /// <summary>Multiplies rows of A with a panel of B.</summary>
        /// <param name="a">First number of A.</param>
        /// <param name="row">From a row of A to the next.</param>
        /// <param name="step">From a step of the sum to the next, in A.</param>
        /// <param name="b">First number of the panel of B.</param>
        /// <param name="bStep">From a step of the sum to the next, in B.</param>
        /// <param name="depth">Steps of the sum.</param>
        /// <param name="start">What the sum starts from.</param>
        /// <param name="end">What is done with it.</param>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Run(float* a, nint row, nint step, float* b, nint bStep, int depth, TStart start, TEnd end)
        {
            var (c00, c01, c02) = start.Row<N>(0);
            var (c10, c11, c12) = start.Row<N>(1);
            var (c20, c21, c22) = start.Row<N>(2);
            var (c30, c31, c32) = start.Row<N>(3);
            V c40 = default, c41 = default, c42 = default, c50 = default, c51 = default, c52 = default;
            V c60 = default, c61 = default, c62 = default, c70 = default, c71 = default, c72 = default;
            if (Rows > 4)
            {
                (c40, c41, c42) = start.Row<N>(4);
                (c50, c51, c52) = start.Row<N>(5);
                (c60, c61, c62) = start.Row<N>(6);
                (c70, c71, c72) = start.Row<N>(7);
            }
            float* a4 = a + 4 * row;
            nint row3 = 3 * row;
            for (; depth > 0; depth--)
            {
                V x = W.Load(b), y = default, z = default;
                if (N.Count > 1) y = W.Load(b + W.Lanes);
                if (N.Count > 2) z = W.Load(b + 2 * W.Lanes);
                Step(a, x, y, z, ref c00, ref c01, ref c02);
                Step(a + row, x, y, z, ref c10, ref c11, ref c12);
                Step(a + 2 * row, x, y, z, ref c20, ref c21, ref c22);
                Step(a + row3, x, y, z, ref c30, ref c31, ref c32);
                if (Rows > 4)
                {
                    Step(a4, x, y, z, ref c40, ref c41, ref c42);
                    Step(a4 + row, x, y, z, ref c50, ref c51, ref c52);
                    Step(a4 + 2 * row, x, y, z, ref c60, ref c61, ref c62);
                    Step(a4 + row3, x, y, z, ref c70, ref c71, ref c72);
                }
                if (TEnd.FetchesAhead) Sse.Prefetch0(a + 16);
                a += step;
                a4 += step;
                b += bStep;
            }
            end.Row<N>(0, c00, c01, c02);
            end.Row<N>(1, c10, c11, c12);
            end.Row<N>(2, c20, c21, c22);
            end.Row<N>(3, c30, c31, c32);
            if (Rows <= 4) return;
            end.Row<N>(4, c40, c41, c42);
            end.Row<N>(5, c50, c51, c52);
            end.Row<N>(6, c60, c61, c62);
            end.Row<N>(7, c70, c71, c72);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step(float* a, V x, V y, V z,
            ref V c0, ref V c1, ref V c2)
        {
            V many = W.Of(*a);
            c0 = W.MultiplyAdd(many, x, c0);
            if (N.Count > 1) c1 = W.MultiplyAdd(many, y, c1);
            if (N.Count > 2) c2 = W.MultiplyAdd(many, z, c2);
        }
    }
}
