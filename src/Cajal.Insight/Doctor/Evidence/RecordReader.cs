namespace Cajal.Insight;

/// <summary>Who made what in a record: entries found by their results, past views and copies.</summary>
internal sealed class RecordReader
{
    private readonly Dictionary<Tensor, int> makers = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Tensor> fromWeights = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a record.</summary>
    public RecordReader(IReadOnlyList<Node> record)
    {
        Record = record;
        for (int i = 0; i < record.Count; i++)
        {
            if (record[i].Op is UpdateOp) continue;
            bool depends = record[i].Inputs.Any(DependsOnWeights);
            foreach (var y in record[i].Outputs)
            {
                makers[y] = i;
                if (depends) fromWeights.Add(y);
            }
        }
    }

    /// <summary>The entries.</summary>
    public IReadOnlyList<Node> Record { get; }

    /// <summary>Whether a value changes with the weights.</summary>
    public bool DependsOnWeights(Tensor value) => value is Parameter || fromWeights.Contains(value);

    /// <summary>The entry that made a value, past views, copies and bounds that change nothing of its kind; −1 for a value from outside.</summary>
    public int MakerOf(Tensor value)
    {
        while (makers.TryGetValue(value, out int at))
        {
            if (Record[at].Op is not (ViewOp or Contiguous or Cast) && Record[at].Op.Name is not ("Clamp" or "Maximum" or "Minimum")) return at;
            value = Record[at].Inputs.FirstOrDefault(DependsOnWeights) ?? Record[at].Inputs[0];
        }
        return -1;
    }

    /// <summary>Whether one of some operations made a value, with nothing but views and copies between.</summary>
    public bool IsMadeBy(Tensor value, params string[] names)
    {
        while (makers.TryGetValue(value, out int at))
        {
            if (Record[at].Op is not (ViewOp or Contiguous or Cast)) return names.Contains(Record[at].Op.Name);
            value = Record[at].Inputs[0];
        }
        return false;
    }

    /// <summary>Name of the operation that made a value; empty for one from outside.</summary>
    public string NameOfMaker(Tensor value) => MakerOf(value) is >= 0 and int at ? Record[at].Op.Name : "";
}
