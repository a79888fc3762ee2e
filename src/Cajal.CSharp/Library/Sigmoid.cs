namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>1/(1 + exp(−x)).</summary>
    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
