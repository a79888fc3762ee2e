namespace Cajal.Data;

/// <summary>Reads PNM files: PBM (P1, P4), PGM (P2, P5) and PPM (P3, P6), as text or bytes, up to 16 bits a sample.</summary>
/// <remarks>A sample v of at most m becomes round(255·v / m); in PBM 1 is black.</remarks>
internal static class PnmReader
{
    public static bool IsPnm(ReadOnlySpan<byte> start) =>
        start is [(byte)'P', >= (byte)'1' and <= (byte)'6', var first, var second, ..] && (first == '#' || (IsBlank(first)
            // A table may have a column called P1; then a name follows, not a number.
            && (IsBlank(second) || second == '#' || second is >= (byte)'0' and <= (byte)'9')));

    /// <exception cref="DatasetException">The file is damaged, cut short or too large.</exception>
    public static Picture Read(byte[] bytes, string path, int mostNumbers = Picture.MostNumbers)
    {
        int kind = bytes[1] - '0', at = 2;
        int width = Number(bytes, ref at, path), height = Number(bytes, ref at, path);
        int most = kind is 1 or 4 ? 1 : Number(bytes, ref at, path), channels = kind is 3 or 6 ? 3 : 1;
        if (width < 1 || height < 1) throw PictureFile.Damaged(path, $"its header says {width} pixels wide and {height} high");
        if (most is < 1 or > 65535) throw PictureFile.Damaged(path, $"its header says that white is {most}, and PNM knows 1 to 65535");
        PictureFile.RequireRoom(width, height, channels, path, mostNumbers);
        long samples = (long)width * height * channels;
        // The least a file needs: a character, a bit or a byte per sample.
        long least = kind == 4 ? (long)((width + 7) / 8) * height : kind > 4 && most > 255 ? 2 * samples : samples;
        if (kind > 3) at++;
        if (bytes.Length - at < least) throw PictureFile.Cut(path);
        var pixels = new byte[samples];
        for (int i = 0; i < pixels.Length; i++)
        {
            int value = kind switch
            {
                1 => Bit(bytes, ref at, path),
                4 => (bytes[at + i / width * ((width + 7) / 8) + i % width / 8] >> (7 - i % width % 8)) & 1,
                2 or 3 => Number(bytes, ref at, path),
                _ when most > 255 => bytes[at + 2 * i] << 8 | bytes[at + 2 * i + 1],
                _ => bytes[at + i],
            };
            if (value > most) throw PictureFile.Damaged(path, $"a sample is {value}, and white is {most}");
            pixels[i] = kind is 1 or 4 ? (byte)(value == 0 ? 255 : 0) : (byte)((value * 255 + most / 2) / most);
        }
        return new Picture(height, width, channels, pixels);
    }

    private static int Number(byte[] bytes, ref int at, string path)
    {
        Skip(bytes, ref at);
        int first = at, number = 0;
        for (; at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9'; at++)
            number = number > 200_000_000 ? throw PictureFile.Damaged(path, "a number in it has more than 9 digits") : 10 * number
                + bytes[at] - '0';
        if (at == first) throw at == bytes.Length ? PictureFile.Cut(path) : PictureFile.Damaged(path, $"a number is missing at byte {at}");
        return number;
    }

    // The digits of PBM as text may stand side by side.
    private static int Bit(byte[] bytes, ref int at, string path)
    {
        Skip(bytes, ref at);
        if (at == bytes.Length) throw PictureFile.Cut(path);
        int bit = bytes[at++] - '0';
        return bit is 0 or 1 ? bit : throw PictureFile.Damaged(path, $"byte {at} is neither 0 nor 1");
    }

    // Blanks, and comments from # to the end of the line.
    private static void Skip(byte[] bytes, ref int at)
    {
        for (; at < bytes.Length; at++)
        {
            if (bytes[at] == '#') at = Array.FindIndex(bytes, at, b => b is (byte)'\n' or (byte)'\r') is >= 0 and var end ? end
                : bytes.Length - 1;
            else if (!IsBlank(bytes[at])) return;
        }
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or 11 or 12;
}
