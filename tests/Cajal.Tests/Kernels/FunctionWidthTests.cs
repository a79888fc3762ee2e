using System.Reflection;

namespace Cajal.Tests.Kernels;

/// <summary>Functions have the same bits in lanes of 512, 256 and 128 bits and of one number, for numbers of every kind.</summary>
[Collection("alone")]
public class FunctionWidthTests
{
    [Fact]
    public void Every_function_has_the_same_bits_at_every_width()
    {
        var functions = typeof(Exp).Assembly.GetTypes().Where(t => t.IsValueType && !t.IsGenericType && typeof(IUnaryFunction).IsAssignableFrom(t)).ToArray();
        functions.Length.ShouldBeGreaterThan(30);
        foreach (var function in functions)
            foreach (var type in new[] { typeof(float), typeof(double) })
                typeof(FunctionWidthTests).GetMethod(nameof(Compare), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(function, type).Invoke(null, null);
    }

    [Fact]
    public void Rows_of_softmax_have_the_same_bits_at_every_width()
    {
        var rng = new Rng(5);
        for (int trial = 0; trial < 60; trial++)
        {
            int length = 1 + rng.NextInt(trial < 40 ? 70 : 3000), rows = 1 + rng.NextInt(9);
            Rows<float>(Numbers<float>(rows * length), length);
            Rows<double>(Numbers<double>(rows * length), length);
        }
    }

    private static void Rows<T>(T[] x, int length) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        T[]? first = null;
        foreach (int bits in new[] { 512, 256, 128, 0 })
        {
            T[] y = new T[x.Length], logs = new T[x.Length];
            try
            {
                Elementwise.WidestBits = bits;
                SoftmaxRows.Softmax<T>(x, length, y);
                SoftmaxRows.LogSoftmax<T>(x, length, logs);
            }
            finally
            {
                Elementwise.WidestBits = 512;
            }
            T[] both = [.. y, .. logs];
            first ??= both;
            for (int i = 0; i < both.Length; i++) Same(both[i], first[i]).ShouldBeTrue($"row of {length}: {both[i]} at {bits} bits, {first[i]} at 512");
        }
    }

    private static void Compare<TFunction, T>() where TFunction : struct, IUnaryFunction where T : unmanaged
    {
        TFunction function = (TFunction)(object)(typeof(TFunction) == typeof(FixedPower) ? new FixedPower(-1.7) : default(TFunction));
        // Odd, so that numbers are left over at every width.
        T[] x = Numbers<T>(3001), dy = Numbers<T>(3001);
        var (y, dx) = At(512, function, x, dy);
        foreach (int bits in new[] { 256, 128, 0 })
        {
            var (y2, dx2) = At(bits, function, x, dy);
            for (int i = 0; i < x.Length; i++)
            {
                Same(y[i], y2[i]).ShouldBeTrue($"{function} of {x[i]} is {y[i]} at 512 and {y2[i]} at {bits} bits");
                Same(dx[i], dx2[i]).ShouldBeTrue($"the derivative of {function} at {x[i]} is {dx[i]} at 512 and {dx2[i]} at {bits} bits");
            }
        }
    }

    private static (T[] Y, T[] Dx) At<TFunction, T>(int bits, TFunction function, T[] x, T[] dy) where TFunction : struct, IUnaryFunction where T : unmanaged
    {
        try
        {
            Elementwise.WidestBits = bits;
            T[] y = new T[x.Length], dx = new T[x.Length];
            UnaryLoop<TFunction, T>.Run(function, x, y);
            UnaryBackwardLoop<TFunction, T>.Run(function, dy, x, y, dx);
            return (y, dx);
        }
        finally
        {
            Elementwise.WidestBits = 512;
        }
    }

    // Any bits, infinities and NaN among them, and numbers of everyday size.
    private static T[] Numbers<T>(int count) where T : unmanaged
    {
        var rng = new Rng(3);
        var bytes = new byte[count * 8];
        for (int i = 0; i < count; i++)
        {
            double usual = rng.NextDouble() * 20 - 10;
            ulong any = rng.NextUInt64();
            if (typeof(T) == typeof(float)) BitConverter.TryWriteBytes(bytes.AsSpan(i * 4), i % 2 == 0 ? BitConverter.SingleToUInt32Bits((float)usual) : (uint)any);
            else BitConverter.TryWriteBytes(bytes.AsSpan(i * 8), i % 2 == 0 ? BitConverter.DoubleToUInt64Bits(usual) : any);
        }
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(bytes)[..count].ToArray();
    }

    // Any NaN is as good as another: which one an operation hands on is the processor's choice.
    private static bool Same<T>(T a, T b) where T : unmanaged => a is float x && b is float y
        ? BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y) || (float.IsNaN(x) && float.IsNaN(y))
        : BitConverter.DoubleToInt64Bits((double)(object)a) == BitConverter.DoubleToInt64Bits((double)(object)b) || (double.IsNaN((double)(object)a) && double.IsNaN((double)(object)b));
}
