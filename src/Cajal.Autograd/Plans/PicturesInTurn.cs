namespace Cajal;

/// <summary>Convolutions of a prediction that follow on one another, each with what follows on it, go through a large batch a few pictures at a time: what lies
/// between them is as large as those few, and stays in the cache.</summary>
/// <remarks>Measured on Zen 5 (1 MB of second cache), one thread, 256 pictures of 32 × 32 through a small residual network: 71 ms instead of 91 while
/// another program ran, 63 in quiet.</remarks>
internal sealed class PicturesInTurn : IRewrite
{
    /// <summary>Bytes that the widest step reads and writes for the pictures of a turn. With half as many again a turn takes 2 % longer, with three times as many
    /// 7 %.</summary>
    private const long TurnBytes = 768 * 1024;

    /// <summary>Pictures of a turn at least: enough for several threads.</summary>
    private const int FewestPictures = 4;

    public string Reason => "a few pictures go through all convolutions before the next ones, in a cache that holds what lies between";

    public bool KeepsBits => true;

    public void Apply(PlanProgram program)
    {
        for (int first = 0, end; first < program.Steps.Count; first = Math.Max(end, first + 1))
        {
            end = first;
            if (PicturesOf(program.Steps[first]) is not { } images) continue;
            while (end < program.Steps.Count && IsByPicture(program, program.Steps[end], images)) end++;
            if (end - first < 2) continue;
            int together = (int)Math.Max(TurnBytes / program.Steps.Skip(first).Take(end - first).Max(s => BytesOf(s, images)), FewestPictures);
            if (2 * together <= images) program.Stretches.Add(new PictureStretch(program, first, end, images, together));
        }
    }

    private static int? PicturesOf(PlanStep step) => step.Head.Op is Convolution or TransposedConvolution ? step.Head.Outputs[0].Shape[0] : null;

    /// <summary>Whether each picture's results follow from that picture alone (and from what lies outside of the program), at every place in the same way.</summary>
    private static bool IsByPicture(PlanProgram program, PlanStep step, int images)
    {
        return PicturesOf(step) == images && PlanStep.IsFollowed(step.Head) && IsPictures(step.Head.Inputs[0]) && step.Head.Inputs.Skip(1).All(IsOutside)
            && step.Parts.Skip(1).All(Follows);

        bool Follows(Node node) => node.Op is IPiecewise && !node.Outputs.Any(y => y is Variable) && (node.Op is ChannelNormalize
            ? IsPictures(node.Inputs[0]) && node.Inputs.Skip(1).All(IsOutside)
            : node.Inputs.All(x => IsPictures(x) && x.Shape == node.Outputs[0].Shape));

        bool IsPictures(Tensor x) => x is not Variable && x.Rank > 2 && x.Shape[0] == images && x.IsContiguous && program.BaseOf(x) == x
            && (program.MakerOf(x) is not null || program.Record.Inputs.Contains(x));

        bool IsOutside(Tensor x) => !program.IsMade(x) && !program.Record.Inputs.Contains(program.BaseOf(x));
    }

    private static long BytesOf(PlanStep step, int images) =>
        step.Parts.SelectMany(n => n.Inputs).Except(step.Parts.Skip(1).SelectMany(n => n.Outputs)).Where(x => x.Rank > 2 && x.Shape[0] == images)
            .Append(step.Head.Outputs[0]).Distinct(ReferenceEqualityComparer.Instance).Cast<Tensor>().Sum(x => (long)x.Count / images * x.DType.Size());
}

/// <summary>Steps of a program that run for a few pictures at a time.</summary>
internal sealed class PictureStretch
{
    private readonly HashSet<Tensor> inside = new(ReferenceEqualityComparer.Instance), across = new(ReferenceEqualityComparer.Instance);

    public PictureStretch(PlanProgram program, int first, int end, int images, int together)
    {
        (First, End, Images, Together) = (first, end, images, together);
        var steps = program.Steps.Skip(first).Take(end - first).ToList();
        var asked = program.Record.Outputs.Concat(program.Steps.Except(steps).SelectMany(s => s.Parts).SelectMany(n => n.Inputs))
            .Select(program.BaseOf).ToHashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var step in steps)
        {
            // What follows on a value that others ask for lies in its place.
            bool isAsked = step.Parts.Any(n => asked.Contains(n.Outputs[0]));
            foreach (var node in step.Parts) (isAsked ? across : inside).Add(node.Outputs[0]);
            foreach (var x in step.Parts.SelectMany(n => n.Inputs))
                if (program.Record.Inputs.Contains(x) || (program.MakerOf(x) is { } maker && !steps.Contains(maker))) across.Add(x);
        }
    }

    /// <summary>The first step, and the one after the last.</summary>
    public int First { get; }

    /// <inheritdoc cref="First"/>
    public int End { get; }

    /// <summary>Pictures of the batch, and of a turn.</summary>
    public int Images { get; }

    /// <inheritdoc cref="Images"/>
    public int Together { get; }

    /// <summary>Values that come in from outside or are asked for there; they hold the whole batch.</summary>
    public IEnumerable<Tensor> Across => across;

    public bool IsAcross(Tensor value) => across.Contains(value);

    /// <summary>True for a value that holds the pictures of a turn only.</summary>
    public bool IsInside(Tensor value) => inside.Contains(value);

    /// <summary>The shape of a value in a turn.</summary>
    public Shape OneTurn(Tensor value) => value.Shape.With(0, Together);
}

/// <summary>A stretch at its place in a plan: its steps run for some pictures after others; the last ones may reach back over their neighbours, and both compute the
/// same numbers there.</summary>
internal sealed class BoundStretch(AddressBook book, PictureStretch stretch, Bound[] steps, (Storage Storage, nint Picture)[] across) : Bound
{
    private readonly nint[] firsts = new nint[across.Length];

    public override void Run()
    {
        for (int i = 0; i < across.Length; i++) firsts[i] = book.FirstOf(across[i].Storage);
        try
        {
            for (int picture = 0; picture < stretch.Images; picture += stretch.Together)
            {
                int from = Math.Min(picture, stretch.Images - stretch.Together);
                for (int i = 0; i < across.Length; i++) book.Move(across[i].Storage, firsts[i] + from * across[i].Picture);
                foreach (var step in steps) step.Run();
            }
        }
        finally
        {
            for (int i = 0; i < across.Length; i++) book.Move(across[i].Storage, firsts[i]);
        }
    }
}
