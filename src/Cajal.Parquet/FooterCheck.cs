using System.Buffers.Binary;
using Parquet;

namespace Cajal.Parquet;

/// <summary>Looks over what a Parquet file says of itself, before the library believes it: the footer, and the head of each page.</summary>
internal static class FooterCheck
{
    private const int Tail = 8, MostHead = 1 << 20, SizeInPage = 3;

    /// <summary>The footer: its length and PAR1 are the last eight bytes.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void OfFooter(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> tail = stackalloc byte[Tail];
        if (file.Length < Tail + 4) throw new InvalidDataException("it is too short");
        file.Position = file.Length - Tail;
        file.ReadExactly(tail);
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail[4..].SequenceEqual("PAR1"u8) || length <= 0 || length > file.Length - Tail) throw new InvalidDataException("no footer");
        byte[] footer = new byte[length];
        file.Position = file.Length - Tail - length;
        file.ReadExactly(footer);
        new ThriftWalk(footer).Struct();
    }

    /// <summary>The heads of all pages, where the footer says they are.</summary>
    /// <exception cref="InvalidDataException">One is damaged, or lies outside.</exception>
    public static void OfPages(string path, ParquetReader reader)
    {
        using var file = File.OpenRead(path);
        byte[] head = new byte[Math.Min(MostHead, file.Length)];
        foreach (var group in reader.RowGroups)
            foreach (var column in group.RowGroup.Columns)
            {
                if (column.MetaData is not { } data) throw new InvalidDataException("a column without a place");
                long at = data.DictionaryPageOffset is > 0 and var first ? Math.Min(first, data.DataPageOffset) : data.DataPageOffset, end = at + data.TotalCompressedSize;
                if (at < 4 || data.TotalCompressedSize < 0 || end > file.Length - Tail) throw new InvalidDataException("a column outside of the file");
                while (at < end)
                {
                    file.Position = at;
                    int count = file.ReadAtLeast(head, (int)Math.Min(head.Length, end - at), throwOnEndOfStream: false);
                    var walk = new ThriftWalk(head.AsSpan(0, Math.Min(count, (int)Math.Min(int.MaxValue, end - at))));
                    long size = walk.Struct(SizeInPage) ?? -1;
                    if (size < 0 || size > end - at - walk.Length) throw new InvalidDataException("a page outside of its column");
                    at += walk.Length + size;
                }
            }
    }
}
