using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>ONNX's element types and ours. Types that Cajal has not are held in the next wider one it has, which holds each of their
/// numbers exactly.</summary>
internal static class ElementTypes
{
    /// <summary>The type a tensor of that ONNX type is held in; null for text and complex numbers.</summary>
    public static DType? Held(int type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16 => DType.Float32,
        TensorProto.Types.DataType.Double => DType.Float64,
        TensorProto.Types.DataType.Int32 or TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8
            or TensorProto.Types.DataType.Int16 or TensorProto.Types.DataType.Uint16 => DType.Int32,
        TensorProto.Types.DataType.Int64 or TensorProto.Types.DataType.Uint32 or TensorProto.Types.DataType.Uint64 => DType.Int64,
        TensorProto.Types.DataType.Bool => DType.Bool,
        _ => null,
    };

    /// <summary>The ONNX type of ours.</summary>
    public static int Of(DType dtype) => (int)(dtype switch
    {
        DType.Float32 => TensorProto.Types.DataType.Float,
        DType.Float64 => TensorProto.Types.DataType.Double,
        DType.Int32 => TensorProto.Types.DataType.Int32,
        DType.Int64 => TensorProto.Types.DataType.Int64,
        _ => TensorProto.Types.DataType.Bool,
    });

    /// <summary>Bytes of one element in a file; 0 for types that cannot be held.</summary>
    public static int FileSize(int type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 or TensorProto.Types.DataType.Bool => 1,
        TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16 or TensorProto.Types.DataType.Int16
            or TensorProto.Types.DataType.Uint16 => 2,
        TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Int32 or TensorProto.Types.DataType.Uint32 => 4,
        TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Int64 or TensorProto.Types.DataType.Uint64 => 8,
        _ => 0,
    };

    /// <summary>Whether whole numbers of that type lie below 0 too.</summary>
    public static bool IsSigned(int type) => (TensorProto.Types.DataType)type
        is TensorProto.Types.DataType.Int8 or TensorProto.Types.DataType.Int16 or TensorProto.Types.DataType.Int32 or TensorProto.Types.DataType.Int64;

    /// <summary>The type's name in ONNX, for messages.</summary>
    public static string NameOf(int type) => Enum.IsDefined((TensorProto.Types.DataType)type)
        ? ((TensorProto.Types.DataType)type).ToString().ToLowerInvariant() : FormattableString.Invariant($"type {type}");
}
