using System.Collections.Concurrent;

namespace Cajal;

/// <summary>A device's way to compute an operation: reads x, writes y.</summary>
public delegate void Kernel(Op op, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y);

/// <summary>Who computes which operation on which device. The CPU needs no entries: there <see cref="Op.Forward"/> is the value.</summary>
public static class KernelTable
{
    private static readonly ConcurrentDictionary<(Device, Type), Kernel> Entries = new();

    /// <summary>Enters a device's kernel for an operation.</summary>
    public static void Register<TOp>(Device device, Kernel kernel) where TOp : Op => Register(device, typeof(TOp), kernel);

    internal static void Register(Device device, Type op, Kernel kernel) => Entries[(device, op)] = kernel;

    /// <summary>The kernel of an operation on a device; null on the CPU.</summary>
    /// <exception cref="InvalidOperationException">The device has no such kernel.</exception>
    internal static Kernel? Find(Device device, Op op)
    {
        if (device == Device.Cpu || op is ViewOp or Transfer) return null;
        return Entries.TryGetValue((device, op.GetType()), out var kernel) ? kernel : throw new InvalidOperationException(
            $"{op.Name} has no kernel on device '{device}'. Register one with KernelTable.Register, or move the inputs with To(Device.Cpu).");
    }

    /// <summary>The device all inputs live on, and the tensors that are written.</summary>
    /// <exception cref="InvalidOperationException">They live on different devices.</exception>
    internal static Device DeviceOf(Op op, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y = default)
    {
        if (op is Transfer transfer) return transfer.Target;
        var device = x.Length > 0 ? x[0].Device : y.Length > 0 ? y[0].Device : Device.Cpu;
        RequireAllOn(device, op, x);
        RequireAllOn(device, op, y);
        return device;
    }

    private static void RequireAllOn(Device device, Op op, ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
            if (tensor.Device != device)
                throw new InvalidOperationException(
                    $"{op.Name} received tensors on '{device}' and '{tensor.Device}'. Nothing moves by itself: bring them together with To(device).");
    }

    /// <summary>Computes an operation where its inputs live.</summary>
    internal static void Run(Op op, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (op is ViewOp) return;
        Run(op, Find(DeviceOf(op, x, y), op), x, y);
    }

    /// <summary>Computes an operation with a kernel found before. Reads inside count as the operation's own, not the host's.</summary>
    internal static void Run(Op op, Kernel? kernel, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        bool watched = HostReads.Watched;
        HostReads.Watched = false;
        try
        {
            if (kernel is null) op.Forward(x, y);
            else kernel(op, x, y);
        }
        finally
        {
            HostReads.Watched = watched;
        }
        if (op is UpdateOp)
            foreach (var target in y) target.RawStorage.Version++;
    }
}
