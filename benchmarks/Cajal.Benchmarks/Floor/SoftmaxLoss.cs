using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal.Benchmarks.Floor;

/// <summary>Softmax with cross-entropy: the loss, and its gradient in place of the logits. Rows of 16, of which 10 count.</summary>
internal static unsafe class SoftmaxLoss
{
    private const int Classes = 10, Width = Panels.Lanes;

    /// <summary>dz = (softmax(z) − one-hot(label)) / batch; returns Σ −ln softmax(z)[label].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Run(float* z, int* labels, int rows, int batch)
    {
        var counts = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(Classes)).AsSingle();
        var low = Vector512.Create(float.NegativeInfinity);
        var share = Vector512.Create(1f / batch);
        float* sums = stackalloc float[Width];
        double loss = 0;
        for (int first = 0; first < rows; first += Width)
        {
            int count = Math.Min(Width, rows - first);
            new Span<float>(sums, Width).Fill(1);
            for (int i = 0; i < count; i++)
            {
                float* row = z + (first + i) * Width;
                var x = Vector512.ConditionalSelect(counts, Vector512.Load(row), low);
                float greatest = Greatest(x);
                var e = Vector512.Exp(x - Vector512.Create(greatest));
                float sum = sums[i] = Vector512.Sum(e);
                int label = labels[first + i];
                loss -= row[label] - greatest;
                (e * (share / Vector512.Create(sum))).Store(row);
                row[label] -= share[0];
            }
            loss += Vector512.Sum(Vector512.Log(Vector512.Load(sums)));
        }
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Greatest(Vector512<float> x)
    {
        var a = Vector256.MaxNative(x.GetLower(), x.GetUpper());
        var b = Vector128.MaxNative(a.GetLower(), a.GetUpper());
        b = Vector128.MaxNative(b, Vector128.Shuffle(b, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(b, Vector128.Shuffle(b, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
