namespace Cajal;

/// <summary>A record on its way to a plan: its steps in order, which rewrites may join. Views are no steps; they stand for what they look at.</summary>
internal sealed class PlanProgram
{
    private readonly List<PlanStep> steps = [];
    private readonly Dictionary<Tensor, Tensor> bases = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, PlanStep> makers = new(ReferenceEqualityComparer.Instance);

    public PlanProgram(Record record)
    {
        Record = record;
        foreach (var node in record.Nodes)
        {
            if (node.Op is ViewOp)
            {
                bases[node.Outputs[0]] = BaseOf(node.Inputs[0]);
                continue;
            }
            var step = new PlanStep(node);
            steps.Add(step);
            foreach (var y in node.Outputs)
                if (y is not Variable) makers[y] = step;
        }
    }

    public Record Record { get; }

    public IReadOnlyList<PlanStep> Steps => steps;

    /// <summary>Views of kept tensors that the plan reads from copies of its own.</summary>
    public HashSet<Tensor> Copies { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Values that are known when the plan is made.</summary>
    public Dictionary<Tensor, Tensor> Constants { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Steps that run for a few pictures at a time.</summary>
    public List<PictureStretch> Stretches { get; } = [];

    /// <summary>The stretch a step belongs to; null for none.</summary>
    public PictureStretch? StretchOf(int step) => Stretches.Find(t => t.First <= step && step < t.End);

    /// <summary>The tensor whose memory a view looks at; the tensor itself when it is none.</summary>
    public Tensor BaseOf(Tensor tensor) => bases.GetValueOrDefault(tensor, tensor);

    /// <summary>The step that makes a value; null for what comes from outside.</summary>
    public PlanStep? MakerOf(Tensor tensor) => makers.GetValueOrDefault(BaseOf(tensor));

    /// <summary>True for what the record computes, views included.</summary>
    public bool IsMade(Tensor tensor) => bases.ContainsKey(tensor) || makers.ContainsKey(tensor);

    /// <summary>Takes a step out whose results are known.</summary>
    public void Fold(Node node, Tensor[] results)
    {
        steps.RemoveAll(s => s.Head == node);
        for (int i = 0; i < results.Length; i++)
        {
            Constants[node.Outputs[i]] = results[i];
            makers.Remove(node.Outputs[i]);
        }
    }

    /// <summary>Moves a step's only operation up into an earlier step.</summary>
    public void Join(PlanStep into, PlanStep follower, string reason)
    {
        into.Join(follower.Head, reason);
        steps.Remove(follower);
        foreach (var y in follower.Head.Outputs)
            if (y is not Variable) makers[y] = into;
    }
}
