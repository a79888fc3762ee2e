namespace Cajal;

/// <summary>One step of a plan: an operation of the record, and those that are computed together with it on each piece of its result.</summary>
internal sealed class PlanStep(Node head)
{
    private readonly List<Node> parts = [head];

    /// <summary>The operation whose result the others follow on.</summary>
    public Node Head => parts[0];

    /// <summary>All operations, in the order of the record.</summary>
    public IReadOnlyList<Node> Parts => parts;

    /// <summary>Why operations were joined here; empty when they were not.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Columns of the results seen as matrices.</summary>
    public int Columns => ColumnsOf(Head);

    /// <summary>Takes another operation in.</summary>
    public void Join(Node follower, string reason)
    {
        parts.Add(follower);
        Reason = reason;
    }

    /// <summary>The step as something that runs, with the tensors of one workspace.</summary>
    public Bound Bind(AddressBook book, Func<Tensor, Tensor> place)
    {
        Tensor[] Placed(IEnumerable<Tensor> tensors) => [.. tensors.Select(place)];
        Tensor[] x = Placed(Head.Inputs), y = Placed(Head.Outputs);
        if (IsProduct(Head))
        {
            var followers = parts.Count > 1 ? Chain(parts.Skip(1)) : null;
            return y[0].DType == DType.Float32 ? new BoundProduct<float>(book, x[0], x[1], y[0], followers)
                : new BoundProduct<double>(book, x[0], x[1], y[0], followers);
        }
        if (IsFollowed(Head)) return ((IFinishesPieces)Head.Op).BindFollowed(book, x, y, parts.Count > 1 ? Chain(parts.Skip(1)) : null);
        return IsPiecewise(Head) ? new BoundPieces(Chain(parts), Columns == 0 ? 0 : CountOf(Head) / Columns, Columns) : Head.Op.Bind(book, x, y);

        PieceChain Chain(IEnumerable<Node> nodes) =>
            new([.. nodes.Select(n => ((IPiecewise)n.Op).BindPieces(book, Placed(n.Inputs), Placed(n.Outputs), Columns))]);
    }

    /// <summary>True for a product of two matrices on the CPU.</summary>
    public static bool IsProduct(Node node) =>
        node.Op is MatMul && node.Outputs[0] is { Rank: 2, Count: > 0, Device: var device } && device == Device.Cpu;

    /// <summary>True for an operation on the CPU that hands on finished pieces.</summary>
    public static bool IsFollowed(Node node) => node.Outputs[0].Device == Device.Cpu && CountOf(node) > 0
        && node.Op is IFinishesPieces op && op.FitsFinish([.. node.Inputs], node.Outputs[0]);

    /// <summary>True for an operation that can be computed piece by piece as it stands.</summary>
    public static bool IsPiecewise(Node node) => CountOf(node) > 0 && Fits(node, ColumnsOf(node));

    /// <summary>True for an operation that can be computed piece by piece beside a matrix of so many columns.</summary>
    public static bool Fits(Node node, int columns) =>
        node.Op is IPiecewise op && op.FitsPieces([.. node.Inputs], [.. node.Outputs], columns);

    /// <summary>Numbers in the first result.</summary>
    public static int CountOf(Node node) => node.Outputs[0].Count;

    private static int ColumnsOf(Node node) => node.Op is IFinishesPieces op ? op.ColumnsOf(node.Outputs[0]) : node.Outputs[0].Rank == 0 ? 1 : node.Outputs[0].Shape[-1];
}
