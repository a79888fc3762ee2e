namespace Cajal;

/// <summary>A convolution (or its transpose) with its memory: everything side by side in the order of the axes.</summary>
internal unsafe struct ConvolutionTask<T> where T : unmanaged
{
    public Gathering Gathering;
    public T* Source, Weights, Bias, Result;

    /// <summary>What follows on finished results seen as a matrix of [N · channels, places]; null for nothing.</summary>
    public PieceWork? Finish;

    /// <summary>The same as what can be done right after each tile, with the numbers of all groups; nothing where it is more than that.</summary>
    public ConvolutionEnd<T> End;

    /// <summary>Results along the long axis in one chunk.</summary>
    public int Block;

    public readonly int Blocks => (Gathering.Result[Gathering.LongAxis] - 1) / Block + 1;

    /// <summary>The results of a block.</summary>
    public readonly Box BlockBox(int block) =>
        Gathering.ResultBox(block * Block, Math.Min(Gathering.Result[Gathering.LongAxis], (block + 1) * Block));

    /// <summary>The tile of a group, without spots and taps.</summary>
    public readonly ConvolutionTile<T> Tile(int group) => new()
    {
        Weights = (byte*)(Weights + group * Gathering.WeightsOfGroup),
        WeightRow = Gathering.WeightOfResult * sizeof(T),
        Bias = Bias == null ? null : Bias + group * Gathering.ResultChannels,
        End = End.From(group * Gathering.ResultChannels),
    };

    /// <summary>Numbers of one picture.</summary>
    public readonly nint SourceImage => (nint)Gathering.Groups * Gathering.SourceChannels * Gathering.Source.Count;

    /// <inheritdoc cref="SourceImage"/>
    public readonly nint ResultImage => (nint)Gathering.Groups * Gathering.ResultChannels * Gathering.Result.Count;

    /// <summary>The first source channel of a group.</summary>
    public readonly T* SourceOf(int image, int group) =>
        Source + image * SourceImage + (nint)group * Gathering.SourceChannels * Gathering.Source.Count;

    /// <summary>The first place of a box in the first result channel of a group.</summary>
    public readonly T* ResultOf(int image, int group, Box box) =>
        Result + image * ResultImage + (nint)group * Gathering.ResultChannels * Gathering.Result.Count + PlaceOf(box);

    /// <summary>Hands a box of all channels of a group to what follows.</summary>
    public readonly void Followed(int image, int group, Box box)
    {
        if (Finish is null) return;
        int row = (image * Gathering.Groups + group) * Gathering.ResultChannels, place = (int)PlaceOf(box);
        Finish.Run(new Piece(row, row + Gathering.ResultChannels, place, place + box.Count, Gathering.Result.Count));
    }

    private readonly nint PlaceOf(Box box) =>
        ((nint)box.From.Depth * Gathering.Result.Height + box.From.Height) * Gathering.Result.Width + box.From.Width;
}
