namespace Cajal;

/// <summary>The gradient of a convolution's weights with its memory: dW[r, s, tap] = Σ over pictures and places of dY[n, r, place] · x[n, s, …], and maybe
/// dB[r] = Σ dY[n, r, place].</summary>
internal unsafe struct WeightTask<T> where T : unmanaged
{
    /// <summary>The convolution whose weights they are.</summary>
    public Gathering Gathering;
    public T* Source, Gradients;

    /// <summary>Sums of each part of the pictures: all weights, and then all totals.</summary>
    public T* Partial;
    public bool Totals;

    /// <summary>Result channels in one chunk, and places along the long axis at a time.</summary>
    public int Channels, Block;

    public readonly int ChannelChunks => (Gathering.ResultChannels - 1) / Channels + 1;

    /// <summary>Numbers of a part: weights and totals.</summary>
    public readonly nint PartSize => Weights + (nint)Gathering.Groups * Gathering.ResultChannels;

    public readonly nint Weights => (nint)Gathering.Groups * Gathering.ResultChannels * Gathering.Depth;

    /// <summary>Where a chunk is: group, part of the pictures, first and last channel.</summary>
    public readonly (int Group, int Part, int First, int End) Of(int chunk)
    {
        int rest = Math.DivRem(chunk, ChannelChunks, out int channels), part = Math.DivRem(rest, Gathering.Groups, out int group), first = channels * Channels;
        return (group, part, first, Math.Min(Gathering.ResultChannels, first + Channels));
    }

    /// <summary>Sums of a channel in a part.</summary>
    public readonly T* SumsOf(int part, int group, int channel) =>
        Partial + part * PartSize + ((nint)group * Gathering.ResultChannels + channel) * Gathering.Depth;

    /// <summary>Totals of a channel in a part; null when they are not wanted.</summary>
    public readonly T* TotalsOf(int part, int group, int channel) =>
        Totals ? Partial + part * PartSize + Weights + group * Gathering.ResultChannels + channel : null;

    /// <summary>Numbers of one picture.</summary>
    public readonly nint SourceImage => (nint)Gathering.Groups * Gathering.SourceChannels * Gathering.Source.Count;

    /// <inheritdoc cref="SourceImage"/>
    public readonly nint GradientImage => (nint)Gathering.Groups * Gathering.ResultChannels * Gathering.Result.Count;

    /// <summary>The first source channel of a group.</summary>
    public readonly T* SourceOf(int image, int group) =>
        Source + ((nint)image * Gathering.Groups + group) * Gathering.SourceChannels * Gathering.Source.Count;

    /// <summary>Gradients of a channel.</summary>
    public readonly T* GradientsOf(int image, int group, int channel) =>
        Gradients + (((nint)image * Gathering.Groups + group) * Gathering.ResultChannels + channel) * Gathering.Result.Count;
}
