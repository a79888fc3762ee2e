namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>ln(1 + exp(x)).</summary>
    private static float Softplus(float x) => Math.Max(x, 0) + (float)Math.Log(1 + Math.Exp(-Math.Abs((double)x)));
}
