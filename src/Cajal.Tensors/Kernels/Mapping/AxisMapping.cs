using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Linear maps along one axis and their transposes: spans in, spans out. A tensor is [outer, axis, inner].</summary>
internal static unsafe class AxisMapping<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y[a, o, b] = Σ weightₜ · x[a, indexₜ, b]</summary>
    public static void Forward(ReadOnlySpan<T> x, AxisTaps taps, int inner, Span<T> y) => Run(x, taps, inner, y, transposed: false);

    /// <summary>dx[a, indexₜ, b] += weightₜ · dy[a, o, b]</summary>
    public static void Transposed(ReadOnlySpan<T> dy, AxisTaps taps, int inner, Span<T> dx) => Run(dy, taps, inner, dx, transposed: true);

    private static void Run(ReadOnlySpan<T> source, AxisTaps taps, int inner, Span<T> target, bool transposed)
    {
        if (target.Length == 0) return;
        int most = taps.Most, count = taps.Out * most;
        int[] indices = ArrayPool<int>.Shared.Rent(count);
        double[] weights = ArrayPool<double>.Shared.Rent(count);
        T[] narrow = ArrayPool<T>.Shared.Rent(count);
        for (int o = 0; o < taps.Out; o++) taps.Write(o, indices.AsSpan(o * most, most), weights.AsSpan(o * most, most));
        for (int i = 0; i < count; i++) narrow[i] = T.CreateTruncating(weights[i]);
        fixed (int* pIndices = indices)
        fixed (T* pWeights = narrow, pSource = source, pTarget = target)
        {
            int outer = target.Length / ((transposed ? taps.In : taps.Out) * inner);
            var body = new Body
            {
                Work = new Rows
                {
                    Source = pSource,
                    Target = pTarget,
                    Indices = pIndices,
                    Weights = pWeights,
                    Most = most,
                    In = taps.In,
                    Out = taps.Out,
                    Inner = inner,
                    IsTransposed = transposed,
                },
                Chunks = new(outer, Math.Max(taps.In, taps.Out) * inner),
            };
            Workers.For(body.Chunks.Chunks, ref body);
        }
        ArrayPool<int>.Shared.Return(indices);
        ArrayPool<double>.Shared.Return(weights);
        ArrayPool<T>.Shared.Return(narrow);
    }

    private struct Body : IChunkBody
    {
        public Rows Work;
        public PlaneChunks Chunks;

        public readonly void Run(int chunk)
        {
            var work = Work;
            (work.First, work.End) = Chunks.Of(chunk);
            LaneWidth.Run<Rows, T>(ref work);
        }
    }

    private struct Rows : IRegisterWork<T>
    {
        public T* Source, Target, Weights;
        public int* Indices;
        public int Most, In, Out, Inner, First, End;
        public bool IsTransposed;

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
        {
            for (int a = First; a < End; a++)
                if (IsTransposed) Spread<V, R>(Source + (nint)a * Out * Inner, Target + (nint)a * In * Inner);
                else Gather<V, R>(Source + (nint)a * In * Inner, Target + (nint)a * Out * Inner);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Gather<V, R>(T* x, T* y) where V : struct where R : struct, IRegister<T, V>
        {
            int* index = Indices;
            T* weight = Weights;
            for (int o = 0; o < Out; o++, index += Most, weight += Most, y += Inner)
            {
                int j = 0;
                for (; j + R.Count <= Inner; j += R.Count)
                {
                    V sum = R.Multiply(R.Repeat(weight[0]), R.Load(x + (nint)index[0] * Inner + j));
                    for (int t = 1; t < Most; t++) sum = R.MultiplyAdd(R.Repeat(weight[t]), R.Load(x + (nint)index[t] * Inner + j), sum);
                    R.Store(sum, y + j);
                }
                for (; j < Inner; j++)
                {
                    T sum = Register1<T>.Multiply(weight[0], x[(nint)index[0] * Inner + j]);
                    for (int t = 1; t < Most; t++) sum = Register1<T>.MultiplyAdd(weight[t], x[(nint)index[t] * Inner + j], sum);
                    y[j] = sum;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Spread<V, R>(T* dy, T* dx) where V : struct where R : struct, IRegister<T, V>
        {
            new Span<T>(dx, In * Inner).Clear();
            int* index = Indices;
            T* weight = Weights;
            for (int o = 0; o < Out; o++, index += Most, weight += Most, dy += Inner)
                for (int t = 0; t < Most; t++)
                {
                    T* row = dx + (nint)index[t] * Inner;
                    int j = 0;
                    for (; j + R.Count <= Inner; j += R.Count) R.Store(R.MultiplyAdd(R.Repeat(weight[t]), R.Load(dy + j), R.Load(row + j)),
                        row + j);
                    for (; j < Inner; j++) row[j] = Register1<T>.MultiplyAdd(weight[t], dy[j], row[j]);
                }
        }
    }
}
