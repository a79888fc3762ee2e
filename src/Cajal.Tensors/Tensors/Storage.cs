namespace Cajal;

/// <summary>A row of elements on one device. Tensors are views of a storage; several may share one.</summary>
public abstract class Storage
{
    /// <summary>A storage of <paramref name="length"/> elements.</summary>
    protected Storage(Device device, DType dtype, int length)
    {
        Device = device;
        DType = dtype;
        Length = length;
    }

    /// <summary>Where the elements live.</summary>
    public Device Device { get; }

    /// <summary>Element type.</summary>
    public DType DType { get; private protected set; }

    /// <summary>Number of elements.</summary>
    public int Length { get; private protected set; }

    /// <summary>Bytes of all elements, for copies that go through one array.</summary>
    /// <exception cref="InvalidOperationException">No array holds so many.</exception>
    internal int ByteCount => (long)Length * DType.Size() is var bytes && bytes <= Array.MaxLength ? (int)bytes : throw new InvalidOperationException(
        $"A copy takes at most {Array.MaxLength} bytes at once; these {Length} elements of {DType} are {bytes}. Split the tensor.");

    /// <summary>True for memory of a plan, which its next run overwrites.</summary>
    internal bool BelongsToPlan { get; set; }

    /// <summary>Rises each time the memory is given to somebody else; a tensor of an older generation may no longer look.</summary>
    internal int Generation { get; private protected set; }

    /// <summary>Rises with each write to a kept tensor, so that backward sees when a value it needs has changed.</summary>
    internal int Version { get; set; }

    /// <summary>True for the memory of parameters and states, the only tensors ever written; views of them share it.</summary>
    internal bool IsVariable { get; set; }

    /// <summary>How many pending gradients look at this memory (first-order backward gives it back at zero).</summary>
    internal int PendingGradients { get; set; }
}
