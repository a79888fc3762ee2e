using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Pictures side by side: number p of L pictures in one register, [channel][place][L].</summary>
internal static unsafe class PictureLanes
{
    /// <summary>Copies a box of some channels of up to L pictures; what lies outside of them, and pictures that are missing, are zeros.</summary>
    /// <param name="source">The first channel of the first picture.</param>
    /// <param name="imageStep">Numbers from one picture to the next.</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="size">Size of a channel.</param>
    /// <param name="box">What is copied.</param>
    /// <param name="images">How many pictures there are.</param>
    /// <param name="lanes">L.</param>
    /// <param name="target">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T>(T* source, nint imageStep, int channels, Extent3 size, Box box, int images, int lanes, T* target) where T : unmanaged
    {
        if (images < lanes || !box.IsInside(size))
            NativeClear(target, (nint)channels * box.Count * lanes);
        int d0 = Math.Max(0, box.From.Depth), d1 = Math.Min(size.Depth, box.From.Depth + box.Size.Depth);
        int h0 = Math.Max(0, box.From.Height), h1 = Math.Min(size.Height, box.From.Height + box.Size.Height);
        int w0 = Math.Max(0, box.From.Width), w1 = Math.Min(size.Width, box.From.Width + box.Size.Width);
        if (d1 <= d0 || h1 <= h0 || w1 <= w0) return;
        // Rows without a border lie side by side in both.
        bool joined = box.Size.Width == size.Width && box.From.Width == 0;
        int rows = joined ? 1 : h1 - h0, length = joined ? (h1 - h0) * size.Width : w1 - w0;
        nint plane = (nint)size.Count, boxPlane = (nint)box.Count;
        for (int channel = 0; channel < channels; channel++)
            for (int d = d0; d < d1; d++)
            {
                T* from = source + channel * plane + ((nint)d * size.Height + h0) * size.Width + w0;
                T* to = target + (channel * boxPlane + ((nint)(d - box.From.Depth) * box.Size.Height + h0 - box.From.Height) * box.Size.Width
                    + w0 - box.From.Width) * lanes;
                for (int row = 0; row < rows; row++, from += size.Width, to += (nint)box.Size.Width * lanes)
                    Packing.Strip(from, imageStep, 1, images, length, to, lanes);
            }
    }

    /// <summary>Copies places of some channels back: [channel][place][L] → place by place of each picture.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Spread<T>(T* lanesOf, int channels, int places, int images, int lanes, T* target, nint channelStep, nint imageStep) where T : unmanaged
    {
        for (int channel = 0; channel < channels; channel++)
            Packing.Strip(lanesOf + (nint)channel * places * lanes, lanes, 1, places, images, target + channel * channelStep, imageStep);
    }

    public static void NativeClear<T>(T* target, nint count) where T : unmanaged =>
        System.Runtime.InteropServices.NativeMemory.Clear(target, (nuint)count * (nuint)sizeof(T));
}
