namespace Cajal.Training;

/// <summary>The elements of a tensor in row-major order, read as double whatever the element type.</summary>
internal readonly ref struct Values
{
    private readonly ReadOnlySpan<float> singles;
    private readonly ReadOnlySpan<double> doubles;

    public Values(Tensor tensor)
    {
        switch (tensor.DType)
        {
            case DType.Float32: singles = tensor.IsContiguous ? tensor.AsSpan<float>() : tensor.ToArray<float>(); break;
            case DType.Float64: doubles = tensor.IsContiguous ? tensor.AsSpan<double>() : tensor.ToArray<double>(); break;
            case DType.Int32: doubles = Array.ConvertAll(tensor.ToArray<int>(), v => (double)v); break;
            case DType.Int64: doubles = Array.ConvertAll(tensor.ToArray<long>(), v => (double)v); break;
            default: doubles = Array.ConvertAll(tensor.ToArray<bool>(), v => v ? 1.0 : 0.0); break;
        }
    }

    public double this[int i] => singles.IsEmpty ? doubles[i] : singles[i];
}
