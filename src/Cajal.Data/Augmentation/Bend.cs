namespace Cajal.Data;

/// <summary>Where a pixel of the new picture is taken from: x_old = A·x_new + b, both counted from the middle of the picture.</summary>
internal readonly record struct Bend(double Xx, double Xy, double X, double Yx, double Yy, double Y)
{
    public static readonly Bend None = new(1, 0, 0, 0, 1, 0);

    /// <summary>This map on top of one before it: x_old = A₁·(A₂·x + b₂) + b₁ with 1 the one before.</summary>
    public Bend After(Bend before) => new(
        before.Xx * Xx + before.Xy * Yx, before.Xx * Xy + before.Xy * Yy, before.Xx * X + before.Xy * Y + before.X,
        before.Yx * Xx + before.Yy * Yx, before.Yx * Xy + before.Yy * Yy, before.Yx * X + before.Yy * Y + before.Y);
}
