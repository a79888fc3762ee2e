namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>The numbers of x in the order of a view: sizes and steps of its axes.</summary>
    private static T[] View<T>(T[] x, int[] sizes, int[] steps, int start = 0) => Array.ConvertAll(Places(sizes, steps, start), place => x[place]);
}
