namespace Cajal;

/// <summary>Where each value of a program lies in a plan's one block of memory.</summary>
internal sealed class PlanLayout
{
    private readonly PlanProgram program;
    private readonly Dictionary<Tensor, int> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, int> lastParts = new(ReferenceEqualityComparer.Instance);
    private readonly List<ArenaLayout.Value> places = [];
    private readonly long[] offsets;

    public PlanLayout(PlanProgram program)
    {
        this.program = program;
        FindLastReads();
        FindPlaces();
        (offsets, TotalBytes) = ArenaLayout.Place(places);
    }

    /// <summary>Size of the block.</summary>
    public long TotalBytes { get; }

    /// <summary>Bytes of all values, each counted once.</summary>
    public long ValueBytes { get; private set; }

    /// <summary>Where a value begins.</summary>
    public int OffsetOf(Tensor value) => (int)offsets[numbers[value]];

    // The number of the last operation that reads a value; a view reads its base. Results of the plan are read at the end.
    private void FindLastReads()
    {
        int part = 0;
        foreach (var step in program.Steps)
            foreach (var node in step.Parts)
            {
                foreach (var x in node.Inputs) lastParts[program.BaseOf(x)] = part;
                part++;
            }
        foreach (var y in program.Record.Outputs) lastParts[program.BaseOf(y)] = int.MaxValue;
    }

    // A value lives from the step that makes it to the last that reads it. Other devices have memory of their own.
    private void FindPlaces()
    {
        int part = 0;
        for (int s = 0; s < program.Steps.Count; s++)
        {
            var step = program.Steps[s];
            var stretch = program.StretchOf(s);
            foreach (var node in step.Parts)
            {
                // What a stretch reads from outside, it reads until its last turn.
                foreach (var x in node.Inputs) Prolong(x, stretch is not null && stretch.IsAcross(x) ? stretch.End - 1 : s);
                foreach (var y in node.Outputs)
                {
                    if (y is Variable || y.Device != Device.Cpu) continue;
                    int bytes = BytesOf(y, stretch);
                    ValueBytes += bytes;
                    if (FreedPlace(step, node, part, bytes, stretch) is not { } place)
                    {
                        place = places.Count;
                        places.Add(stretch is not null && stretch.IsAcross(y) ? new(bytes, stretch.First, stretch.End - 1) : new(bytes, s, s));
                    }
                    numbers[y] = place;
                    Prolong(y, lastParts.GetValueOrDefault(y) == int.MaxValue ? program.Steps.Count : s);
                }
                part++;
            }
        }
    }

    private static int BytesOf(Tensor value, PictureStretch? stretch) =>
        (stretch is not null && stretch.IsInside(value) ? value.Count / stretch.Images * stretch.Together : value.Count) * value.DType.Size();

    private void Prolong(Tensor tensor, int step)
    {
        if (numbers.TryGetValue(program.BaseOf(tensor), out int place)) places[place] = places[place] with { Last = Math.Max(places[place].Last, step) };
    }

    // Number by number, a result may take the place of an input that nobody reads afterwards.
    private int? FreedPlace(PlanStep step, Node node, int part, int bytes, PictureStretch? stretch)
    {
        if (node.Op is not IPiecewise || node.Outputs.Count != 1 || (node == step.Head && !PlanStep.IsPiecewise(node))) return null;
        int size = node.Outputs[0].DType.Size();
        // A product or convolution still reads its operands while the first pieces of its result are finished.
        bool ReadByHead(Tensor value) => node != step.Head && !PlanStep.IsPiecewise(step.Head) && step.Head.Inputs.Any(t => program.BaseOf(t) == value);
        // Nor may a piece be written whose numbers the step reads at another place as well: the transpose of a square value.
        bool ReadElsewhere(Tensor value) => step.Parts.Any(n => n.Inputs.Any(t => program.BaseOf(t) == value && !Walk.IsAlike(t, value.Count)));
        foreach (var x in node.Inputs)
        {
            var value = program.BaseOf(x);
            // What a stretch reads from outside, its last turn may read a second time.
            if (stretch is not null && stretch.IsAcross(value) && program.MakerOf(value) != step) continue;
            if (value.DType.Size() == size && BytesOf(value, stretch) == bytes && Walk.IsAlike(x, value.Count) && lastParts[value] == part
                && !ReadByHead(value) && !ReadElsewhere(value)
                && numbers.TryGetValue(value, out int place)) return place;
        }
        return null;
    }
}
