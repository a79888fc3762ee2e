using Cajal.Onnx.Format;
using Google.Protobuf;

namespace Cajal.Onnx;

/// <summary>From bytes to messages and back, within <see cref="OnnxLimits"/>.</summary>
internal static class OnnxFile
{
    /// <exception cref="OnnxException">Not an ONNX file, or one that asks for too much.</exception>
    public static ModelProto Read(string path)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > int.MaxValue })
                throw new OnnxException($"'{path}' has 2 GB and more, which Protobuf cannot hold; save its weights as external data.");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OnnxException($"'{path}' cannot be read: {error.Message}", error);
        }
        var model = Parse(bytes, Path.GetFileName(path));
        if (model.Graph is null) throw new OnnxException($"'{Path.GetFileName(path)}' holds no graph: it is not an ONNX model, or an empty one.");
        return model;
    }

    /// <exception cref="OnnxException">Not an ONNX file, or one that asks for too much.</exception>
    public static ModelProto Parse(byte[] bytes, string name)
    {
        WireScan.Require(bytes, name);
        return Parse(ModelProto.Parser, bytes, name);
    }

    /// <summary>A tensor in a file of its own, as ONNX test cases have them.</summary>
    public static TensorProto ReadTensor(string path) => Parse(TensorProto.Parser, File.ReadAllBytes(path), Path.GetFileName(path));

    private static T Parse<T>(MessageParser<T> parser, byte[] bytes, string name) where T : IMessage<T>
    {
        try
        {
            using var memory = new MemoryStream(bytes);
            // Fields that are not in our part of the format are not kept.
            return parser.WithDiscardUnknownFields(true).ParseFrom(CodedInputStream.CreateWithLimits(memory, int.MaxValue, OnnxLimits.Depth));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new OnnxException($"'{name}' is not an ONNX file, or was cut off: {error.Message}", error);
        }
    }
}
