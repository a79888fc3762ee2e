using System.Buffers.Binary;

namespace Cajal.Data;

/// <summary>What the chunk IHDR of a PNG file says, checked.</summary>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
/// <param name="depth">Bits of a sample: 1, 2, 4, 8, 16.</param>
/// <param name="colour">0 grey, 2 red green blue, 3 palette, 4 grey and alpha, 6 red green blue and alpha.</param>
/// <param name="isInterlaced">Whether it comes in the seven passes of Adam7.</param>
internal sealed class PngHeader(int width, int height, int depth, int colour, bool isInterlaced)
{
    public int Width => width;

    public int Height => height;

    public int Depth => depth;

    public int Colour => colour;

    public bool IsInterlaced => isInterlaced;

    private const int Palette = 3;

    public bool HasPalette => Colour == Palette;

    /// <summary>Samples of a pixel as they stand in the file.</summary>
    public int Samples => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Bytes from a sample to the same sample of the pixel before it; 1 where pixels share a byte.</summary>
    public int Stride => Math.Max(1, Samples * Depth / 8);

    /// <summary>The parts of the picture in their order: one, or the seven passes.</summary>
    public IReadOnlyList<PngPass> Passes => IsInterlaced ? PngPass.Adam7 : [PngPass.Whole];

    /// <summary>Bytes of a row of so many pixels, without its filter.</summary>
    public int RowBytes(int pixels) => (int)(((long)pixels * Samples * Depth + 7) / 8);

    /// <summary>Bytes of all rows, filters included, before they are packed.</summary>
    public long RawBytes => Passes.Sum(pass => pass.WidthOf(Width) == 0 ? 0L : (long)pass.HeightOf(Height) * (1
        + RowBytes(pass.WidthOf(Width))));

    public static PngHeader Read(ReadOnlySpan<byte> chunk, string path, int mostNumbers)
    {
        if (chunk.Length != 13) throw PictureFile.Damaged(path, $"its header has {chunk.Length} bytes where PNG has 13");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk), height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        var (depth, colour) = (chunk[8], chunk[9]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw PictureFile.Damaged(path, $"its header says {width} pixels wide and {height} high");
        bool isKnown = (colour, depth) is (0, 1 or 2 or 4 or 8 or 16) or (Palette, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        if (!isKnown) throw PictureFile.Damaged(path, $"its header says colour type {colour} with {depth} bits, which PNG does not have");
        if (chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
            throw PictureFile.Damaged(path, $"its header says compression {chunk[10]}, filter {chunk[11]}, interlace {chunk[12]}, and PNG "
                + "knows 0, 0, and 0 or 1");
        PictureFile.RequireRoom(width, height, 4, path, mostNumbers);
        return new PngHeader((int)width, (int)height, depth, colour, chunk[12] == 1);
    }
}

/// <summary>The pixels of one pass: every StepX-th from StartX on in every StepY-th row from StartY on.</summary>
internal sealed class PngPass(int startX, int startY, int stepX, int stepY)
{
    public int StartX => startX;

    public int StartY => startY;

    public int StepX => stepX;

    public int StepY => stepY;

    public static readonly PngPass Whole = new(0, 0, 1, 1);

    public static readonly IReadOnlyList<PngPass> Adam7 =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2),
    ];

    public int WidthOf(int width) => (width - StartX + StepX - 1) / StepX;

    public int HeightOf(int height) => (height - StartY + StepY - 1) / StepY;
}
