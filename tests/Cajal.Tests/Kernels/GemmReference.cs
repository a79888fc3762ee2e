using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal.Tests.Kernels;

/// <summary>The plain product: the slow truth.</summary>
internal static unsafe class GemmReference
{
    /// <summary>One number of C = (C +) A·B, summed as <see cref="Gemm.Multiply"/> does.</summary>
    public static T AsChosen<T>(int m, int n, int i, int j, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T before, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T> => Gemm.IsDots(m, n, k, aCol, bRow)
        ? Dot(i, j, k, a, aRow, aCol, b, bRow, bCol, before, accumulate)
        : Number(i, j, k, a, aRow, aCol, b, bRow, bCol, before, accumulate);

    /// <summary>One number of C: the depth in even blocks of at most 512, the longer ones first, each summed in order from zero.</summary>
    public static T Number<T>(int i, int j, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T before, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T result = before;
        if (!accumulate) result = T.Zero;
        int blocks = (k + 511) / 512;
        for (int block = 0; block < blocks; block++)
        {
            T sum = T.Zero;
            int from = block * (k / blocks) + Math.Min(block, k % blocks), to = from + k / blocks + (block < k % blocks ? 1 : 0);
            for (int p = from; p < to; p++)
                sum = T.MultiplyAddEstimate(a[i * aRow + p * aCol], b[p * bRow + j * bCol], sum);
            result = accumulate || block > 0 ? result + sum : sum;
        }
        return result;
    }

    /// <summary>One number of a vector by a matrix: number p of the depth goes to chain p mod 32 (16 in double precision); then the upper half of the chains is
    /// added to the lower until one is left.</summary>
    public static T Dot<T>(int i, int j, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T before, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var chains = new T[128 / sizeof(T)];
        for (int p = 0; p < k; p++)
        {
            ref T chain = ref chains[p % chains.Length];
            chain = T.MultiplyAddEstimate(a[i * aRow + p * aCol], b[p * bRow + j * bCol], chain);
        }
        for (int half = chains.Length / 2; half > 0; half /= 2)
        {
            for (int chain = 0; chain < half; chain++) chains[chain] += chains[chain + half];
        }
        return accumulate ? before + chains[0] : chains[0];
    }
}

/// <summary>How a matrix lies in memory.</summary>
public enum Order { Rows, Columns, PaddedRows, PaddedColumns, Spread, Backwards, OneRowRepeated }

/// <summary>A matrix of random numbers in some order, with NaN all around it.</summary>
internal sealed unsafe class Matrix<T> : IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Around = 128;
    private readonly T* memory;
    private readonly nint length;
    private readonly int rows, columns;

    public Matrix(int rows, int columns, Order order, Rng rng)
    {
        (this.rows, this.columns, Order) = (rows, columns, order);
        (Row, Column) = order switch
        {
            Order.Rows => ((nint)columns, (nint)1),
            Order.Columns => (1, rows),
            Order.PaddedRows => (columns + 3, 1),
            Order.PaddedColumns => (1, rows + 5),
            Order.Spread => (2 * columns + 1, 2),
            Order.Backwards => (-columns, 1),
            _ => (0, 1),
        };
        nint span = (rows == 0 ? 0 : (rows - 1) * Math.Abs(Row)) + (columns == 0 ? 0 : (columns - 1) * Column) + 1;
        length = span + 2 * Around;
        memory = (T*)NativeMemory.Alloc((nuint)length, (nuint)sizeof(T));
        new Span<T>(memory, (int)length).Fill(T.NaN);
        At = memory + Around + (Row < 0 ? (rows == 0 ? 0 : (rows - 1) * -Row) : 0);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) this[i, j] = T.CreateTruncating((rng.NextUInt64() >> 40) * (1.0 / (1 << 23)) - 1);
        }
    }

    public Order Order { get; }

    public T* At { get; }

    public nint Row { get; }

    public nint Column { get; }

    public T this[int i, int j]
    {
        get => At[i * Row + j * Column];
        set => At[i * Row + j * Column] = value;
    }

    public T[] Values()
    {
        var values = new T[rows * columns];
        for (int i = 0; i < values.Length; i++) values[i] = this[i / columns, i % columns];
        return values;
    }

    public void Fill(T value)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) this[i, j] = value;
        }
    }

    /// <summary>Whether all that is not part of the matrix is still NaN.</summary>
    public bool SurroundingsAreUntouched()
    {
        Fill(T.NaN);
        for (nint i = 0; i < length; i++)
        {
            if (!T.IsNaN(memory[i])) return false;
        }
        return true;
    }

    public void Dispose() => NativeMemory.Free(memory);
}
