using Google.Protobuf;

namespace Cajal.Onnx;

/// <summary>Walks over a file before it is read, and counts messages: two bytes of an empty message become a hundred in memory, and a message
/// within a message within a message … takes the stack. Source: the Protocol Buffers encoding, wire types 0, 1, 2 and 5.</summary>
internal static class WireScan
{
    private enum Kind { Model, Graph, Node, Attribute, Tensor, Value, Type, TensorType, TensorShape, Flat }

    /// <exception cref="OnnxException">Too many or too deep, or not a Protobuf file.</exception>
    public static void Require(byte[] file, string name)
    {
        int count = 0;
        try
        {
            Walk(new CodedInputStream(file), file.Length, Kind.Model, 0, ref count, name);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new OnnxException($"'{name}' is not an ONNX file, or was cut off: {error.Message}", error);
        }
    }

    private static void Walk(CodedInputStream input, long end, Kind kind, int depth, ref int count, string name)
    {
        if (depth > OnnxLimits.Depth)
            throw new OnnxException($"'{name}' has graphs within graphs more than {OnnxLimits.Depth / 3} deep; no network needs that, so it is not read.");
        while (input.Position < end)
        {
            uint tag = input.ReadTag();
            if (tag == 0) break;
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited || Inner(kind, WireFormat.GetTagFieldNumber(tag)) is not { } inner)
            {
                input.SkipLastField();
                continue;
            }
            if (++count > OnnxLimits.Messages)
                throw new OnnxException(FormattableString.Invariant($"'{name}' has more than {OnnxLimits.Messages} parts; no network needs that, so it is not read."));
            long length = input.ReadLength();
            long stop = input.Position + length;
            if (length < 0 || stop > end) throw new OnnxException($"'{name}' is not an ONNX file, or was cut off: a part ends behind the one it is in.");
            if (inner == Kind.Flat) Skip(input, stop);
            else Walk(input, stop, inner, depth + 1, ref count, name);
            if (input.Position != stop) throw new OnnxException($"'{name}' is not an ONNX file, or was cut off: a part is longer than it says.");
        }
    }

    private static void Skip(CodedInputStream input, long stop)
    {
        while (input.Position < stop)
        {
            input.ReadTag();
            input.SkipLastField();
        }
    }

    private static Kind? Inner(Kind kind, int field) => (kind, field) switch
    {
        (Kind.Model, 7) => Kind.Graph,
        (Kind.Model, 8 or 14 or 25) => Kind.Flat,
        (Kind.Graph, 1) => Kind.Node,
        (Kind.Graph, 5) => Kind.Tensor,
        (Kind.Graph, 11 or 12 or 13) => Kind.Value,
        (Kind.Graph, 15) => Kind.Flat,
        (Kind.Node, 5) => Kind.Attribute,
        (Kind.Attribute, 5) => Kind.Tensor,
        (Kind.Attribute, 6) => Kind.Graph,
        (Kind.Tensor, 13) => Kind.Flat,
        (Kind.Value, 2) => Kind.Type,
        (Kind.Type, 1) => Kind.TensorType,
        (Kind.TensorType, 2) => Kind.TensorShape,
        (Kind.TensorShape, 1) => Kind.Flat,
        _ => null,
    };
}
