using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>The door to gradients of convolution weights: chooses a way and does it.</summary>
internal static unsafe class ConvolutionWeightSum
{
    [ThreadStatic]
    private static byte[]? memory;

    /// <summary>dW [groups · results, sources, …], and dB [groups · results] unless it is null. Sums are taken by parts of the pictures and blocks of places that
    /// follow from the shape alone, in sixteen lanes: their bits depend neither on threads nor on the width of registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(in Gathering g, T* source, T* gradients, T* weights, T* totals) where T : unmanaged
    {
        nint count = (nint)g.Groups * g.ResultChannels * g.Depth;
        if (g.Images == 0 || g.Result.Count == 0 || count == 0)
        {
            PictureLanes.NativeClear(weights, count);
            if (totals != null) PictureLanes.NativeClear(totals, (nint)g.Groups * g.ResultChannels);
            return;
        }
        var task = new WeightTask<T> { Gathering = g, Source = source, Gradients = gradients, Totals = totals != null };
        int bits = Elementwise.WidestBits;
        if (LaneWidth.Has512 && bits >= 512) Run<T, Vector512<T>, Wide512<T>>(task, weights, totals);
        else if (LaneWidth.Has256 && bits >= 256) Run<T, Vector256<T>, Wide256<T>>(task, weights, totals);
        else if (LaneWidth.Has128 && bits >= 128) Run<T, Vector128<T>, Wide128<T>>(task, weights, totals);
        else Run<T, T, Wide1<T>>(task, weights, totals);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, V, W>(WeightTask<T> task, T* weights, T* totals) where T : unmanaged where V : struct where W : struct, IWide<T, V>
    {
        var g = task.Gathering;
        bool side = ConvolutionRules.SumsPicturesSideBySide(g);
        int parts = side ? WeightLanes<T, V, W>.Parts(g) : WeightColumns<T, V, W>.Parts(g);
        task.Block = side ? WeightLanes<T, V, W>.Block(g) : WeightColumns<T, V, W>.Block(g);
        task.Channels = ConvolutionRules.ChannelsAtOnce(g, parts);
        // A single part is the whole.
        task.Partial = Room<T>(parts * task.PartSize);
        int chunks = parts * g.Groups * task.ChannelChunks;
        if (side)
        {
            var lanes = new WeightLanes<T, V, W>(task);
            Workers.For(chunks, ref lanes);
        }
        else
        {
            var columns = new WeightColumns<T, V, W>(task);
            Workers.For(chunks, ref columns);
        }
        Join<T, V, W>(task.Partial, task.PartSize, parts, weights, task.Weights);
        if (totals != null) Join<T, V, W>(task.Partial + task.Weights, task.PartSize, parts, totals, g.Groups * g.ResultChannels);
    }

    // The parts added in their order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Join<T, V, W>(T* partial, nint step, int parts, T* sums, nint count) where T : unmanaged where V : struct where W : struct, IWide<T, V>
    {
        nint i = 0;
        for (; i + W.Count <= count; i += W.Count)
        {
            V sum = W.Load(partial + i);
            for (int part = 1; part < parts; part++) sum = W.Add(sum, W.Load(partial + part * step + i));
            W.Store(sum, sums + i);
        }
        for (; i < count; i++)
        {
            T sum = partial[i];
            for (int part = 1; part < parts; part++) sum = Wide1<T>.Add(sum, partial[part * step + i]);
            sums[i] = sum;
        }
    }

    // Room of the calling thread, kept from call to call; the chunks use that of products.
    private static T* Room<T>(nint count) where T : unmanaged
    {
        nuint bytes = (nuint)count * (nuint)sizeof(T) + 64;
        if (memory is null || (nuint)memory.Length < bytes)
            memory = GC.AllocateUninitializedArray<byte>(checked((int)BitOperations.RoundUpToPowerOf2((uint)bytes)), pinned: true);
        return (T*)((Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) + 63) & ~63);
    }
}
