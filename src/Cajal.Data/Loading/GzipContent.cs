using System.Buffers.Binary;
using System.IO.Compression;

namespace Cajal.Data;

/// <summary>The unpacked content of a gzip file; a file that is damaged, cut short, or unpacks to absurd size ends in one
/// sentence.</summary>
/// <remarks>The platform's reader takes a cut stream for a finished one. So a member with a known end mark is appended to the file: it
/// comes out last
/// if, and only if, everything before it was whole.</remarks>
internal sealed class GzipContent(FileStream file, string path) : ForwardStream
{
    // A real file shrinks ten- or twentyfold; zeros, a thousandfold. Small files may do as they like.
    private const long FreeBytes = 64L << 20;
    private const long MostExpansion = 200;
    private const long MostPadding = 1 << 16;

    private static readonly byte[] EndMark = [.. "Cajal end of gzip"u8];
    private static readonly byte[] EndMember = Pack(EndMark);

    private readonly GZipStream unpacked = new(new Appended(file, EndMember), CompressionMode.Decompress);
    private readonly byte[] held = new byte[(1 << 16) + EndMark.Length];
    private int start;
    private int end;
    private long produced;
    private bool finished;

    public override int Read(Span<byte> buffer)
    {
        // The last bytes are held back until more follow: they may be the end mark.
        while (!finished && end - start <= EndMark.Length) Unpack();
        int ready = Math.Min(buffer.Length, Math.Max(0, end - start - (finished ? 0 : EndMark.Length)));
        held.AsSpan(start, ready).CopyTo(buffer);
        start += ready;
        return ready;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private void Unpack()
    {
        held.AsSpan(start, end - start).CopyTo(held);
        (start, end) = (0, end - start);
        int read;
        try
        {
            read = unpacked.Read(held.AsSpan(end));
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException($"The gzip file '{path}' is damaged or cut short "
                + $"({error.Message}) Copy or download it again.", error);
        }
        end += read;
        produced += read;
        if (produced > FreeBytes && produced > MostExpansion * file.Length)
        {
            throw new DatasetException($"The gzip file '{path}' of {file.Length} bytes unpacks to more than {MostExpansion} times its "
                + "size; that is not a data set. Unpack it yourself if you trust it.");
        }
        if (read > 0) return;
        finished = true;
        if (IsPadded()) return;
        if (!held.AsSpan(start, end - start).EndsWith(EndMark))
            throw new DatasetException($"The gzip file '{path}' is damaged or cut short: its end is missing. Copy or download it again.");
        end -= EndMark.Length;
    }

    // Zeros after the last member (tapes and some tools write them) end the platform's reading before the end mark. Then the four bytes
    // before them must say how many bytes came out; a length may itself end in zeros.
    private bool IsPadded()
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)produced);
        var tail = new byte[(int)Math.Min(file.Length, MostPadding)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        int padding = tail.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        for (int at = Math.Max(4, padding); at < tail.Length && at <= padding + 4; at++)
            if (tail.AsSpan(at - 4, 4).SequenceEqual(length)) return true;
        return false;
    }

    /// <summary>A stream followed by some bytes.</summary>
    private sealed class Appended(Stream first, byte[] last) : ForwardStream
    {
        private int given;

        public override int Read(Span<byte> buffer)
        {
            int read = first.Read(buffer);
            if (read > 0 || buffer.Length == 0) return read;
            read = Math.Min(buffer.Length, last.Length - given);
            last.AsSpan(given, read).CopyTo(buffer);
            given += read;
            return read;
        }
    }
}
