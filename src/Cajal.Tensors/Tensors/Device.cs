using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>Where numbers live and are computed. The ground floor's part of a device allocates and copies; what it computes stands in the
/// first floor's kernel table. Nothing moves between devices unless <c>To(device)</c> says so.</summary>
public abstract class Device
{
    /// <summary>Managed memory, computed by this machine's processor: the mother tongue and the reference for every other device.</summary>
    public static Device Cpu { get; } = new CpuDevice();

    /// <summary>Name in messages, for example <c>cpu</c>.</summary>
    public abstract string Name { get; }

    /// <summary>New memory for <paramref name="length"/> elements, content undefined.</summary>
    public abstract Storage Allocate(DType dtype, int length);

    /// <summary>Copies all elements of a storage of this device into <paramref name="bytes"/>.</summary>
    public abstract void CopyToHost(Storage source, Span<byte> bytes);

    /// <summary>Copies bytes into a storage of this device.</summary>
    public abstract void CopyFromHost(ReadOnlySpan<byte> bytes, Storage target);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private sealed class CpuDevice : Device
    {
        public override string Name => "cpu";

        public override Storage Allocate(DType dtype, int length) => HostStorage.Allocate(dtype, length);

        public override void CopyToHost(Storage source, Span<byte> bytes) => Bytes(source).CopyTo(bytes);

        public override void CopyFromHost(ReadOnlySpan<byte> bytes, Storage target) => bytes.CopyTo(Bytes(target));

        private static Span<byte> Bytes(Storage storage) =>
            MemoryMarshal.CreateSpan(ref ((HostStorage)storage).At<byte>(0), storage.ByteCount);
    }
}
