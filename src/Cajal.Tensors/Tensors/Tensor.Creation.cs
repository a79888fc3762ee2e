using System.Runtime.InteropServices;

namespace Cajal;

// Making tensors from host values. While a tape records, such a tensor is a constant of the record unless declared with tape.Input.
public partial class Tensor
{
    /// <summary>A tensor with a copy of <paramref name="values"/> in row-major order. T is float, double, int, long or bool.</summary>
    /// <exception cref="ShapeException">The number of values is not the number of elements.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged
    {
        RequireCount<T>(values.Length, shape);
        var tensor = Empty(shape, DTypes.Of<T>());
        values.CopyTo(tensor.Span<T>());
        return tensor;
    }

    /// <summary>A tensor with a copy of <paramref name="values"/> in row-major order.</summary>
    /// <exception cref="ShapeException">The number of values is not the number of elements.</exception>
    public static Tensor From<T>(T[] values, Shape shape) where T : unmanaged => From<T>(values.AsSpan(), shape);

    /// <summary>A tensor with one axis and a copy of <paramref name="values"/>.</summary>
    public static Tensor From<T>(T[] values) where T : unmanaged => From<T>(values.AsSpan(), [values.Length]);

    /// <summary>A matrix with a copy of <paramref name="values"/>: [rows, columns].</summary>
    public static Tensor From<T>(T[,] values) where T : unmanaged => FromArray<T>(values);

    /// <summary>A tensor with three axes and a copy of <paramref name="values"/>.</summary>
    public static Tensor From<T>(T[,,] values) where T : unmanaged => FromArray<T>(values);

    /// <summary>A tensor with four axes and a copy of <paramref name="values"/>.</summary>
    public static Tensor From<T>(T[,,,] values) where T : unmanaged => FromArray<T>(values);

    /// <summary>A matrix with a copy of rows of equal length: [rows, columns].</summary>
    /// <exception cref="ShapeException">Rows of different length.</exception>
    public static Tensor From<T>(T[][] rows) where T : unmanaged
    {
        int columns = rows.Length == 0 ? 0 : rows[0].Length;
        var tensor = Empty([rows.Length, columns], DTypes.Of<T>());
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != columns)
                throw new ShapeException("Tensor", $"rows of equal length, {columns} values as in row 0", $"{rows[i].Length} values in row {i}");
            rows[i].CopyTo(tensor.Span<T>()[(i * columns)..]);
        }
        return tensor;
    }

    /// <summary>A tensor with three axes and a copy of matrices of rows, all of equal size: [matrices, rows, columns].</summary>
    /// <exception cref="ShapeException">Matrices or rows of different size.</exception>
    public static Tensor From<T>(T[][][] matrices) where T : unmanaged
    {
        Tensor[] parts = [.. matrices.Select(From<T>)];
        Shape each = parts.Length == 0 ? [0, 0] : parts[0].Shape;
        var tensor = Empty(each.Insert(0, parts.Length), DTypes.Of<T>());
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Shape != each) throw new ShapeException("Tensor", $"matrices of one shape, {each} as matrix 0", $"{parts[i].Shape} as matrix {i}");
            parts[i].Span<T>().CopyTo(tensor.Span<T>()[(i * each.Count)..]);
        }
        return tensor;
    }

    /// <summary>A tensor over the caller's array, without a copy: what is later written into the array shows in the tensor.</summary>
    /// <exception cref="ShapeException">The number of values is not the number of elements.</exception>
    public static Tensor Wrap<T>(T[] values, Shape shape) where T : unmanaged
    {
        RequireCount<T>(values.Length, shape);
        return new Tensor(HostStorage.Wrap(values), new Layout(shape));
    }

    /// <summary>A tensor without axes that holds one value.</summary>
    public static Tensor Scalar(double value, DType dtype = DType.Float32) => Full(Shape.Scalar, value, dtype);

    /// <summary>All zeros (false for Bool).</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) =>
        new(HostStorage.Allocate(dtype, shape.Count, clear: true), new Layout(shape));

    /// <summary>All ones (true for Bool).</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>One value everywhere.</summary>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32)
    {
        var tensor = Empty(shape, dtype);
        tensor.Fill(value);
        return tensor;
    }

    /// <summary>The numbers start, start + step, … below <paramref name="end"/> on one axis.</summary>
    /// <exception cref="ArgumentException">A step of 0 or one that leads away from the end.</exception>
    public static Tensor Arange(double start, double end, double step = 1, DType dtype = DType.Float32)
    {
        double steps = Math.Ceiling((end - start) / step);
        if (!(steps >= 0 && steps < int.MaxValue))
            throw new ArgumentException($"Arange from {start} to {end} needs a step that leads there; received {step}.");
        return Tabulate((int)steps, i => start + i * step, dtype);
    }

    /// <summary>The numbers 0, 1, … below <paramref name="end"/> on one axis.</summary>
    public static Tensor Arange(int end, DType dtype = DType.Int64) => Arange(0, end, 1, dtype);

    /// <summary><paramref name="count"/> numbers evenly from <paramref name="start"/> to <paramref name="end"/>, both included.</summary>
    public static Tensor Linspace(double start, double end, int count, DType dtype = DType.Float32) =>
        Tabulate(count, i => i == count - 1 && count > 1 ? end : start + i * ((end - start) / Math.Max(1, count - 1)), dtype);

    /// <summary>The unit matrix: [n, n].</summary>
    public static Tensor Eye(int n, DType dtype = DType.Float32)
    {
        var tensor = Zeros([n, n], dtype);
        for (int i = 0; i < n; i++) tensor.Set(i * (n + 1), 1);
        return tensor;
    }

    /// <summary>Evenly distributed random numbers in [low, high); Float32 or Float64.</summary>
    /// <exception cref="ArgumentException">Another element type.</exception>
    public static Tensor Uniform(Shape shape, Rng rng, double low = 0, double high = 1, DType dtype = DType.Float32)
    {
        RequireFloat(nameof(Uniform), dtype);
        var tensor = Empty(shape, dtype);
        if (dtype == DType.Float64) rng.FillUniform(tensor.Span<double>(), low, high);
        else rng.FillUniform(tensor.Span<float>(), (float)low, (float)high);
        return tensor;
    }

    /// <summary>Normally distributed random numbers; Float32 or Float64.</summary>
    /// <exception cref="ArgumentException">Another element type.</exception>
    public static Tensor Normal(Shape shape, Rng rng, double mean = 0, double standardDeviation = 1, DType dtype = DType.Float32)
    {
        RequireFloat(nameof(Normal), dtype);
        var tensor = Empty(shape, dtype);
        if (dtype == DType.Float64) rng.FillNormal(tensor.Span<double>(), mean, standardDeviation);
        else rng.FillNormal(tensor.Span<float>(), (float)mean, (float)standardDeviation);
        return tensor;
    }

    /// <summary>Whole random numbers in low .. high − 1, each equally likely; Int64 or Int32.</summary>
    /// <exception cref="ArgumentException">Another element type, or a range that is empty, too long (2³¹ numbers) or does not fit the type.</exception>
    public static Tensor RandomIntegers(Shape shape, Rng rng, long low, long high, DType dtype = DType.Int64)
    {
        if (dtype is not (DType.Int64 or DType.Int32)) throw new ArgumentException($"RandomIntegers gives Int64 or Int32; received {dtype}.");
        if (low >= high || (Int128)high - low > int.MaxValue || (dtype == DType.Int32 && (low < int.MinValue || high - 1 > int.MaxValue)))
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"RandomIntegers draws from low up to, not including, high: 1 to {int.MaxValue} numbers that fit {dtype}; received {low} and {high}."));
        var tensor = Empty(shape, dtype);
        for (int i = 0; i < tensor.Count; i++)
        {
            long value = low + rng.NextInt((int)(high - low));
            if (dtype == DType.Int64) tensor.Host.At<long>(i) = value;
            else tensor.Host.At<int>(i) = (int)value;
        }
        return tensor;
    }

    /// <summary>Memory with undefined content, to be filled at once.</summary>
    internal static Tensor Empty(Shape shape, DType dtype) => new(HostStorage.Allocate(dtype, shape.Count), new Layout(shape));

    /// <summary>Writes one value everywhere into a contiguous tensor.</summary>
    internal void Fill(double value)
    {
        switch (DType)
        {
            case DType.Float32: Span<float>().Fill((float)value); break;
            case DType.Float64: Span<double>().Fill(value); break;
            case DType.Int32: Span<int>().Fill((int)WholeNumbers.Require(value, DType)); break;
            case DType.Int64: Span<long>().Fill((long)WholeNumbers.Require(value, DType)); break;
            default: Span<bool>().Fill(WholeNumbers.Require(value, DType) != 0); break;
        }
    }

    private static Tensor Tabulate(int count, Func<int, double> value, DType dtype)
    {
        var tensor = Empty([count], dtype);
        for (int i = 0; i < count; i++) tensor.Set(i, value(i));
        return tensor;
    }

    private static Tensor FromArray<T>(Array values) where T : unmanaged
    {
        Span<int> sizes = stackalloc int[values.Rank];
        for (int i = 0; i < sizes.Length; i++) sizes[i] = values.GetLength(i);
        return From<T>(MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(
            ref MemoryMarshal.GetArrayDataReference(values)), values.Length), Shape.Of(sizes));
    }

    private static void RequireFloat(string name, DType dtype)
    {
        if (!dtype.IsFloat()) throw new ArgumentException($"{name} gives Float32 or Float64; received {dtype}. For whole numbers use Tensor.RandomIntegers.");
    }

    private static void RequireCount<T>(int received, Shape shape)
    {
        if (received != shape.Count)
            throw new ShapeException("Tensor", $"{shape.Count} values for the shape {shape}", $"{received} values of {typeof(T).Name}");
    }

    private void Set(int place, double value)
    {
        switch (DType)
        {
            case DType.Float32: Host.At<float>(place) = (float)value; break;
            case DType.Float64: Host.At<double>(place) = value; break;
            case DType.Int32: Host.At<int>(place) = (int)WholeNumbers.Require(value, DType); break;
            case DType.Int64: Host.At<long>(place) = (long)WholeNumbers.Require(value, DType); break;
            default: Host.At<bool>(place) = WholeNumbers.Require(value, DType) != 0; break;
        }
    }
}
