using System.Runtime.InteropServices;

namespace Cajal.Tests.Autograd;

/// <summary>A second device that lives in the tests. Its memory holds the bytes turned round and masked, so host code that looks past the device sees
/// nonsense; each kernel unpacks, computes with the CPU's reference and packs again. It counts what crosses its border.</summary>
internal sealed class SlowDevice : Device
{
    private const byte Mask = 0xA5;

    public override string Name => "slow";

    /// <summary>Copies to and from the host that somebody asked for.</summary>
    public int Transfers { get; private set; }

    /// <summary>Kernels run.</summary>
    public int Kernels { get; private set; }

    public override Storage Allocate(DType dtype, int length) => new Memory(this, dtype, length);

    public override void CopyToHost(Storage source, Span<byte> bytes)
    {
        Transfers++;
        ((Memory)source).Unpack(bytes);
    }

    public override void CopyFromHost(ReadOnlySpan<byte> bytes, Storage target)
    {
        Transfers++;
        ((Memory)target).Pack(bytes);
    }

    /// <summary>Teaches the device an operation.</summary>
    public void Learn<TOp>() where TOp : Op => Learn(typeof(TOp));

    /// <summary>Teaches the device an operation known by its type.</summary>
    public void Learn(Type type) => KernelTable.Register(this, type, (op, x, y) =>
    {
        Kernels++;
        var inputs = new Tensor[x.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = OnHost(x[i]);
        var outputs = new Tensor[y.Length];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = op is UpdateOp ? OnHost(y[i]) : Tensor.Zeros(y[i].Shape, y[i].DType);
        op.Forward(inputs, outputs);
        for (int i = 0; i < outputs.Length; i++) ((Memory)y[i].Storage).Pack(Bytes(outputs[i]));
    });

    // A view keeps its strides: the whole storage comes over, and the same layout is laid on it.
    private static Tensor OnHost(Tensor x)
    {
        var whole = Tensor.Zeros([x.Storage.Length], x.DType);
        ((Memory)x.Storage).Unpack(Bytes(whole));
        return new Tensor(whole.Storage, x.Layout);
    }

    private static Span<byte> Bytes(Tensor x) => x.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes(x.Span<float>()),
        DType.Float64 => MemoryMarshal.AsBytes(x.Span<double>()),
        DType.Int32 => MemoryMarshal.AsBytes(x.Span<int>()),
        DType.Int64 => MemoryMarshal.AsBytes(x.Span<long>()),
        _ => MemoryMarshal.AsBytes(x.Span<bool>()),
    };

    private sealed class Memory(SlowDevice device, DType dtype, int length) : Storage(device, dtype, length)
    {
        private readonly byte[] hidden = new byte[Math.Min((long)length * dtype.Size(), 1 << 20)];

        public void Pack(ReadOnlySpan<byte> bytes)
        {
            for (int i = 0; i < hidden.Length; i++) hidden[^(i + 1)] = (byte)(bytes[i] ^ Mask);
        }

        public void Unpack(Span<byte> bytes)
        {
            for (int i = 0; i < hidden.Length; i++) bytes[i] = (byte)(hidden[^(i + 1)] ^ Mask);
        }
    }
}
