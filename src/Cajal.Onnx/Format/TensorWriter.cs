using System.Buffers.Binary;
using Cajal.Onnx.Format;
using Google.Protobuf;

namespace Cajal.Onnx;

/// <summary>A tensor as raw little-endian bytes.</summary>
internal static class TensorWriter
{
    public static TensorProto Write(Tensor tensor, string name)
    {
        var proto = new TensorProto { Name = name, DataType = ElementTypes.Of(tensor.DType) };
        foreach (int size in tensor.Shape) proto.Dims.Add(size);
        int each = tensor.DType.Size();
        var bytes = new byte[(long)tensor.Count * each];
        switch (tensor.DType)
        {
            case DType.Float32: Each<float>(tensor, bytes, each, BinaryPrimitives.WriteSingleLittleEndian); break;
            case DType.Float64: Each<double>(tensor, bytes, each, BinaryPrimitives.WriteDoubleLittleEndian); break;
            case DType.Int32: Each<int>(tensor, bytes, each, BinaryPrimitives.WriteInt32LittleEndian); break;
            case DType.Int64: Each<long>(tensor, bytes, each, BinaryPrimitives.WriteInt64LittleEndian); break;
            default: Each<bool>(tensor, bytes, each, (at, value) => at[0] = value ? (byte)1 : (byte)0); break;
        }
        proto.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        return proto;
    }

    private delegate void Put<T>(Span<byte> at, T value);

    private static void Each<T>(Tensor tensor, byte[] bytes, int size, Put<T> put) where T : unmanaged
    {
        var values = HostValues.Of<T>(tensor);
        for (int i = 0; i < values.Length; i++) put(bytes.AsSpan(i * size), values[i]);
    }
}
