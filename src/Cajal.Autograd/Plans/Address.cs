namespace Cajal;

/// <summary>Where a tensor of a plan begins; looked up anew in each run, because a plan's inputs may lie elsewhere each time.</summary>
internal readonly unsafe struct Address(nint* slot, nint offset)
{
    /// <summary>The first element.</summary>
    public T* At<T>() where T : unmanaged => (T*)(*slot + offset);
}

/// <summary>Where all memory of a workspace begins, one slot for each storage. Everything in it is pinned.</summary>
internal sealed unsafe class AddressBook(int mostStorages)
{
    private readonly nint[] slots = GC.AllocateArray<nint>(Math.Max(1, mostStorages), pinned: true);
    private readonly Dictionary<Storage, int> numbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>The address of a tensor's first element. Keeps its memory alive.</summary>
    public Address Of(Tensor tensor)
    {
        var storage = (HostStorage)tensor.Storage;
        if (!storage.IsPinned) throw new InvalidOperationException("A plan knows its tensors by their address, and this memory may move.");
        if (!numbers.TryGetValue(storage, out int number))
        {
            numbers.Add(storage, number = numbers.Count);
            slots[number] = storage.First;
        }
        return new Address(Slot(number), (nint)tensor.Layout.Offset * tensor.DType.Size());
    }

    /// <summary>Lets all tensors of a storage begin elsewhere.</summary>
    public void Move(Storage storage, nint first)
    {
        if (numbers.TryGetValue(storage, out int number)) slots[number] = first;
    }

    /// <summary>Where a storage begins now; 0 for one that no address was asked of.</summary>
    public nint FirstOf(Storage storage) => numbers.TryGetValue(storage, out int number) ? slots[number] : 0;

    private nint* Slot(int number) => (nint*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(slots, number);
}
