namespace Cajal.Onnx;

/// <summary>Reads values without telling the tape: what is read here depends on shapes and constants alone, and a plan is kept by shapes.</summary>
internal static class HostValues
{
    /// <summary>The elements in row-major order.</summary>
    public static T[] Of<T>(Tensor tensor) where T : unmanaged
    {
        if (tensor.IsContiguous) return tensor.Span<T>().ToArray();
        var values = new T[tensor.Count];
        Strided.Copy(ref tensor.Origin<T>(), tensor.Layout, values);
        return values;
    }

    /// <summary>Whole numbers of any type.</summary>
    public static long[] Whole(Tensor tensor) => tensor.DType switch
    {
        DType.Int64 => Of<long>(tensor),
        DType.Int32 => Array.ConvertAll(Of<int>(tensor), v => (long)v),
        DType.Bool => Array.ConvertAll(Of<bool>(tensor), v => v ? 1L : 0),
        DType.Float32 => Array.ConvertAll(Of<float>(tensor), v => (long)v),
        _ => Array.ConvertAll(Of<double>(tensor), v => (long)v),
    };

    /// <summary>Numbers of any type.</summary>
    public static double[] Numbers(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => Array.ConvertAll(Of<float>(tensor), v => (double)v),
        DType.Float64 => Of<double>(tensor),
        _ => Array.ConvertAll(Whole(tensor), v => (double)v),
    };
}
