namespace Cajal;

/// <summary>Triangles of matrices.</summary>
public static class TriangleOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The elements on and below a diagonal, 0 above: […, n, m]. Diagonal 1 lies above the main one, −1 below.</summary>
        public Tensor LowerTriangle(int diagonal = 0) => Tensor.Where(Mask(x, (row, column) => column <= row + diagonal), x, 0);

        /// <summary>The elements on and above a diagonal, 0 below: […, n, m].</summary>
        public Tensor UpperTriangle(int diagonal = 0) => Tensor.Where(Mask(x, (row, column) => column >= row + diagonal), x, 0);
    }

    private static Tensor Mask(Tensor x, Func<int, int, bool> holds)
    {
        if (x.Rank < 2) throw new ShapeException("Triangle", "matrices […, n, m]", x.Shape);
        bool[,] mask = new bool[x.Shape[-2], x.Shape[-1]];
        for (int i = 0; i < mask.GetLength(0); i++)
            for (int j = 0; j < mask.GetLength(1); j++) mask[i, j] = holds(i, j);
        return Tensor.From(mask).To(x.Device);
    }
}
