using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Cajal.Studio;

/// <summary>Weights as a link carries them: numbers with commas between, or, where that is shorter, <c>~</c> and their packed bytes in the letters of addresses.</summary>
/// <remarks>Packed are the lowest bytes of all weights, then the second ones, and so on: the last, of sign and exponent, are much alike and pack well. About five letters a weight.</remarks>
internal static class WeightsText
{
    private const char Packed = '~';

    /// <summary>The text of some weights.</summary>
    public static string Write(ReadOnlySpan<float> weights)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize)) deflate.Write(Planes(MemoryMarshal.AsBytes(weights), sizeof(float)));
        string letters = Packed + Base64Url.EncodeToString(packed.ToArray()), numbers = string.Join(',', weights.ToArray().Select(w => w.ToString("R", CultureInfo.InvariantCulture)));
        return numbers.Length <= letters.Length ? numbers : letters;
    }

    /// <summary>The weights of a text.</summary>
    /// <param name="text">As <see cref="Write"/> makes it, or numbers with commas between.</param>
    /// <param name="expected">How many there are to be.</param>
    /// <exception cref="ArgumentException">Another number of them, or something that is no finite number.</exception>
    public static float[] Read(string text, int expected)
    {
        float[] weights = text.StartsWith(Packed) ? Unpacked(text[1..], expected) : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
        if (weights.Length != expected) throw new ArgumentException($"This network has {expected} weights and biases; the link brings {weights.Length}.");
        return weights.All(float.IsFinite) ? weights : throw new ArgumentException("A weight of the link is no finite number.");
    }

    private static float[] Unpacked(string text, int expected)
    {
        // One more than there are to be: a link of a kilobyte can unpack to a megabyte.
        byte[] bytes = new byte[sizeof(float) * (expected + 1)];
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(text)), CompressionMode.Decompress);
            int count = deflate.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return MemoryMarshal.Cast<byte, float>(Planes(bytes.AsSpan(0, count - count % sizeof(float)), count / sizeof(float))).ToArray();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw new ArgumentException("The weights of the link cannot be unpacked; some of its letters are lost. Copy the whole link.", e);
        }
    }

    // Rows become columns: [count / width, width] → [width, count / width].
    private static byte[] Planes(ReadOnlySpan<byte> bytes, int width)
    {
        byte[] turned = new byte[bytes.Length];
        for (int i = 0, rows = width == 0 ? 0 : bytes.Length / width; i < bytes.Length; i++) turned[i % width * rows + i / width] = bytes[i];
        return turned;
    }

    private static float Number(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float w) && float.IsFinite(w) ? w
        : throw new ArgumentException($"A weight of the link is a number; received '{(text.Length > 20 ? text[..20] : text)}'.");
}
