namespace Cajal;

/// <summary>Where each value of a record lies in a plan's one block of memory.</summary>
internal sealed class PlanLayout
{
    private readonly Dictionary<Tensor, int> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<ArenaLayout.Value> values = [];
    private readonly long[] offsets;

    public PlanLayout(Record record)
    {
        FindLifetimes(record);
        (offsets, TotalBytes) = ArenaLayout.Place(values);
    }

    /// <summary>Size of the block.</summary>
    public long TotalBytes { get; }

    /// <summary>Bytes of all values, each counted once.</summary>
    public long ValueBytes => values.Sum(v => (long)v.Bytes);

    /// <summary>Where a value begins.</summary>
    public int OffsetOf(Tensor value) => (int)offsets[numbers[value]];

    // A value lives from the operation that makes it to the last that reads it, or to the end when it is a result. A view prolongs its
    // base. Other devices have memory of their own.
    private void FindLifetimes(Record record)
    {
        var bases = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < record.Nodes.Count; i++)
        {
            var node = record.Nodes[i];
            foreach (var x in node.Inputs) Touch(x, i);
            if (node.Op is UpdateOp) continue;
            foreach (var y in node.Outputs)
            {
                if (node.Op is ViewOp)
                {
                    bases[y] = bases.GetValueOrDefault(node.Inputs[0], node.Inputs[0]);
                    continue;
                }
                if (y.Device != Device.Cpu) continue;
                numbers[y] = values.Count;
                values.Add(new(y.Count * y.DType.Size(), i, i));
            }
        }
        foreach (var y in record.Outputs) Touch(y, record.Nodes.Count);

        void Touch(Tensor tensor, int step)
        {
            if (!numbers.TryGetValue(bases.GetValueOrDefault(tensor, tensor), out int number)) return;
            values[number] = values[number] with { Last = step };
        }
    }
}
