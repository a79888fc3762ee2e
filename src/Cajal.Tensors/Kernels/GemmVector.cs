using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Products of a vector and a matrix, in the widest registers they fill: their limit is the memory behind the matrix, which each reads as it lies.</summary>
internal static unsafe class GemmVector
{
    /// <summary>Numbers of a vector that are worth more than one chain.</summary>
    public const int LeastDepth = 16;

    /// <summary>Rows of the matrix times the vector, where the depth lies side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dots<T>(int rows, int depth, T* matrix, nint matrixRow, T* vector, nint vectorStep, T* results, nint resultStep, bool accumulate, bool down,
        PieceWork? finish) where T : unmanaged
    {
        if (vectorStep != 1)
        {
            T* dense = (T*)GemmScratch.Take((nuint)depth * (nuint)sizeof(T));
            for (int p = 0; p < depth; p++) dense[p] = vector[p * vectorStep];
            vector = dense;
        }
        if (Avx512F.IsSupported) new GemmDots<T, Vector512<T>, Wide512<T>>(rows, depth, matrix, matrixRow, vector, results, resultStep, accumulate, down, finish).Run();
        else if (Vector256.IsHardwareAccelerated)
            new GemmDots<T, Vector256<T>, Wide256<T>>(rows, depth, matrix, matrixRow, vector, results, resultStep, accumulate, down, finish).Run();
        else if (Vector128.IsHardwareAccelerated)
            new GemmDots<T, Vector128<T>, Wide128<T>>(rows, depth, matrix, matrixRow, vector, results, resultStep, accumulate, down, finish).Run();
        else new GemmDots<T, T, Wide1<T>>(rows, depth, matrix, matrixRow, vector, results, resultStep, accumulate, down, finish).Run();
    }

    /// <summary>The vector times the columns of a matrix whose rows lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sums<T>(int n, int k, T* a, nint aCol, T* b, nint bRow, T* c, PieceWork? finish) where T : unmanaged
    {
        if (Avx512F.IsSupported && n >= Vector512<T>.Count) GemmRow<T, Vector512<T>, Wide512<T>>.Multiply(n, k, a, aCol, b, bRow, c, finish);
        else if (Vector256.IsHardwareAccelerated && n >= Vector256<T>.Count) GemmRow<T, Vector256<T>, Wide256<T>>.Multiply(n, k, a, aCol, b, bRow, c, finish);
        else if (Vector128.IsHardwareAccelerated && n >= Vector128<T>.Count) GemmRow<T, Vector128<T>, Wide128<T>>.Multiply(n, k, a, aCol, b, bRow, c, finish);
        else GemmRow<T, T, Wide1<T>>.Multiply(n, k, a, aCol, b, bRow, c, finish);
    }
}
