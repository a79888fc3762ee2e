using System.Buffers.Binary;

namespace Cajal.Tests.Data;

/// <summary>BMP files of every depth, beside the pixels that a reader must find in them.</summary>
internal static class PlainBmp
{
    public static (byte[] Bytes, byte[] Expected) Make(int height, int width, int bits, bool fromTop)
    {
        var rng = new Rng((ulong)bits);
        int colours = bits <= 8 ? Math.Min(1 << bits, 100) : 0, start = 54 + 4 * colours, rowBytes = (width * bits + 31) / 32 * 4;
        var palette = Enumerable.Range(0, colours).Select(_ => new[] { (byte)rng.NextInt(256), (byte)rng.NextInt(256),
            (byte)rng.NextInt(256) }).ToArray();
        var bytes = new byte[start + rowBytes * height];
        (bytes[0], bytes[1]) = ((byte)'B', (byte)'M');
        void Put(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        Put(10, start);
        Put(14, 40);
        Put(18, width);
        Put(22, fromTop ? -height : height);
        Put(46, colours);
        (bytes[26], bytes[28]) = (1, (byte)bits);
        for (int c = 0; c < colours; c++)
            for (int k = 0; k < 3; k++) bytes[54 + 4 * c + k] = palette[c][2 - k];
        var expected = new List<byte>();
        for (int y = 0; y < height; y++)
        {
            int row = start + rowBytes * (fromTop ? y : height - 1 - y);
            for (int x = 0; x < width; x++)
            {
                if (bits <= 8)
                {
                    int colour = rng.NextInt(colours);
                    bytes[row + x * bits / 8] |= (byte)(colour << (8 - bits - x * bits % 8));
                    expected.AddRange(palette[colour]);
                }
                else if (bits == 16)
                {
                    int[] five = [rng.NextInt(32), rng.NextInt(32), rng.NextInt(32)];
                    BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(row + 2 * x), (short)(five[0] << 10 | five[1] << 5 | five[2]));
                    expected.AddRange(five.Select(v => (byte)Math.Round(v * 255 / 31.0)));
                }
                else
                {
                    byte[] pixel = [(byte)rng.NextInt(256), (byte)rng.NextInt(256), (byte)rng.NextInt(256)];
                    for (int k = 0; k < 3; k++) bytes[row + x * bits / 8 + k] = pixel[2 - k];
                    expected.AddRange(pixel);
                }
            }
        }
        return (bytes, [.. expected]);
    }
}
