using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>The door to convolutions and their transposes: chooses a way and does it.</summary>
internal static unsafe class ConvolutionGather
{
    /// <summary>Computes all results; bias may be null. Each result is one chain of multiply-adds from zero in the order of source channel, depth, height and width
    /// of the kernel, and then the bias: its bits depend neither on threads nor on the width of registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(in Gathering g, T* source, T* weights, T* bias, T* result, PieceWork? finish = null,
        ConvolutionEnd<T> end = default) where T : unmanaged
    {
        if (g.Images == 0 || g.Groups * g.ResultChannels == 0 || g.Result.Count == 0) return;
        var task = new ConvolutionTask<T> { Gathering = g, Source = source, Weights = weights, Bias = bias, Result = result, Finish = finish, End = end };
        int bits = Elementwise.WidestBits;
        if (LaneWidth.Has512 && bits >= 512) Run<T, Vector512<T>, Wide512<T>>(task);
        else if (LaneWidth.Has256 && bits >= 256) Run<T, Vector256<T>, Wide256<T>>(task);
        else if (LaneWidth.Has128 && bits >= 128) Run<T, Vector128<T>, Wide128<T>>(task);
        else Run<T, T, Wide1<T>>(task);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, V, W>(ConvolutionTask<T> task) where T : unmanaged where V : struct where W : struct, IWide<T, V>
    {
        var g = task.Gathering;
        if (ConvolutionRules.PutsPicturesSideBySide(g, W.Count))
        {
            task.Block = ConvolutionRules.Block(g, static (s, b) => ConvolutionLanes<T, V, W>.Bytes(s, b), ((g.Images - 1) / W.Count + 1) * g.Groups);
            var lanes = new ConvolutionLanes<T, V, W>(task);
            Workers.For(lanes.Chunks, ref lanes);
        }
        else
        {
            task.Block = ConvolutionRules.Block(g, static (s, b) => ConvolutionColumns<T, V, W>.Bytes(s, b), g.Images * g.Groups);
            var columns = new ConvolutionColumns<T, V, W>(task);
            Workers.For(columns.Chunks, ref columns);
        }
    }
}
