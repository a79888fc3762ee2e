namespace Cajal.Parquet;

/// <summary>Walks over a struct in Thrift's compact encoding and believes no length that the bytes do not bear out: a list of two thousand million elements in a small file ends here, and not
/// in a reader that counts to it. https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md</summary>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes)
{
    private const int MostDepth = 32;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>Bytes walked over.</summary>
    public readonly int Length => at;

    /// <summary>Walks over a struct, and returns the value of a whole-number field of it; null without that field.</summary>
    /// <param name="wanted">Number of the field.</param>
    /// <exception cref="InvalidDataException">The bytes are no such struct.</exception>
    public long? Struct(int wanted = -1) => Struct(wanted, 0);

    private long? Struct(int wanted, int depth)
    {
        if (depth > MostDepth) throw new InvalidDataException("structs within structs without end");
        long? found = null;
        long field = 0;
        for (int head = Byte(); (head & 15) != 0; head = Byte())
        {
            field = head >> 4 == 0 ? ZigZag() : field + (head >> 4);
            int type = head & 15;
            if (field == wanted && type is 4 or 5 or 6) found = ZigZag();
            // Truth values stand in the head itself.
            else if (type > 2) Value(type, depth);
        }
        return found;
    }

    private void Value(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2 or 3: Skip(1); break;
            case 4 or 5 or 6: Number(); break;
            case 7: Skip(8); break;
            case 8: Skip(Number()); break;
            case 9 or 10: List(depth); break;
            case 11: Map(depth); break;
            case 12: Struct(-1, depth + 1); break;
            case 13: Skip(16); break;
            default: throw new InvalidDataException("an unknown type");
        }
    }

    private void List(int depth)
    {
        int head = Byte();
        ulong count = head >> 4 == 15 ? Number() : (ulong)(head >> 4);
        Require(count);
        for (ulong i = 0; i < count; i++) Value(head & 15, depth + 1);
    }

    private void Map(int depth)
    {
        ulong count = Number();
        if (count == 0) return;
        int types = Byte();
        Require(count);
        for (ulong i = 0; i < count; i++)
        {
            Value(types >> 4, depth + 1);
            Value(types & 15, depth + 1);
        }
    }

    private int Byte() => at < bytes.Length ? bytes[at++] : throw new InvalidDataException("it ends too early");

    private long ZigZag()
    {
        ulong n = Number();
        return (long)(n >> 1) ^ -(long)(n & 1);
    }

    private ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int part = Byte();
            value |= (ulong)(part & 127) << shift;
            if (part < 128) return value;
        }
        throw new InvalidDataException("a number of more than 64 bits");
    }

    private void Skip(ulong count)
    {
        Require(count);
        at += (int)count;
    }

    // No element is smaller than a byte.
    private readonly void Require(ulong count)
    {
        if (count > (ulong)(bytes.Length - at)) throw new InvalidDataException("a length beyond the end");
    }
}
