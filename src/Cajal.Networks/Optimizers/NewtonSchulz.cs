namespace Cajal.Networks;

/// <summary>X ← a·X + (b·A + c·A²)·X, A = X·Xᵀ, from X = u/‖u‖: drives all singular values of u towards 1.</summary>
/// <remarks>a, b, c = 3.4445, −4.775, 2.0315 grow small singular values fastest; after five steps they lie between 0.7 and 1.2. Source:
/// Jordan and others (2024), Muon.</remarks>
public static class NewtonSchulz
{
    private const double A = 3.4445, B = -4.7750, C = 2.0315, Epsilon = 1e-7;

    /// <summary>About the orthogonal matrix nearest to u, U·Vᵀ of its singular value decomposition: [n, k] → [n, k]; 0 for u = 0.</summary>
    /// <param name="u">A matrix.</param>
    /// <param name="steps">How many steps.</param>
    /// <exception cref="ShapeException">u is no matrix.</exception>
    public static Tensor Orthogonal(Tensor u, int steps = 5)
    {
        if (u.Rank != 2) throw new ShapeException("Orthogonal", "a matrix [n, k]", u.Shape);
        // The smaller side is squared.
        bool isTall = u.Shape[0] > u.Shape[1];
        var x = isTall ? u.T : u;
        x /= x.Norm() + Epsilon;
        for (int i = 0; i < steps; i++)
        {
            var square = x.MatMul(x.T);
            x = A * x + (B * square + C * square.MatMul(square)).MatMul(x);
        }
        return isTall ? x.T : x;
    }
}
