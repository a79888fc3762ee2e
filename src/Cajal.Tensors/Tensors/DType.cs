namespace Cajal;

/// <summary>Element type of a tensor, chosen at run time.</summary>
public enum DType : byte
{
    /// <summary>32-bit floating point, the default.</summary>
    Float32,

    /// <summary>64-bit floating point, for gradient checks and exact work.</summary>
    Float64,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>64-bit signed integer, for class indices and counters.</summary>
    Int64,

    /// <summary>True or false, one byte each.</summary>
    Bool,
}

/// <summary>Facts about element types.</summary>
public static class DTypes
{
    /// <summary>Bytes one element takes.</summary>
    public static int Size(this DType dtype) => dtype switch
    {
        DType.Float32 or DType.Int32 => 4,
        DType.Float64 or DType.Int64 => 8,
        _ => 1,
    };

    /// <summary>True for Float32 and Float64, the types that carry gradients.</summary>
    public static bool IsFloat(this DType dtype) => dtype is DType.Float32 or DType.Float64;

    /// <summary>The element type of <typeparamref name="T"/>: float, double, int, long or bool.</summary>
    /// <exception cref="NotSupportedException">Any other type.</exception>
    public static DType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(bool) ? DType.Bool
        : throw new NotSupportedException(
            $"A tensor cannot hold {typeof(T).Name}; it holds float, double, int, long or bool. Convert the values first.");
}
