namespace Cajal.Onnx;

/// <summary>How operations are written, by their type; each family of them is a file in Operators. Operations know nothing of files.</summary>
internal sealed class ExportTable
{
    private readonly Dictionary<Type, Action<NodeExport>> all = [];

    private ExportTable()
    {
        ArithmeticExport.AddTo(this);
        ActivationExport.AddTo(this);
        ArrangementExport.AddTo(this);
        IndexExport.AddTo(this);
        ReductionExport.AddTo(this);
        NormExport.AddTo(this);
        ConvolutionExport.AddTo(this);
        RecurrentExport.AddTo(this);
        AttentionExport.AddTo(this);
    }

    /// <summary>All of them.</summary>
    public static ExportTable All { get; } = new();

    /// <summary>How an operation is written; null when it cannot be.</summary>
    public Action<NodeExport>? Find(Op op) => all.GetValueOrDefault(op.GetType());

    /// <summary>An operation that looks the same with every batch size.</summary>
    public void Add<T>(Func<NodeExport, T, string> write) where T : Op => all.Add(typeof(T), node =>
    {
        node.RequireSteady();
        node.Yield(write(node, (T)node.Op));
    });

    /// <summary>An operation whose attributes may follow the batch size, or with several results.</summary>
    public void AddFree<T>(Action<NodeExport, T, T> write) where T : Op => all.Add(typeof(T), node => write(node, (T)node.Op, (T)node.OtherOp));

    /// <summary>A function of one number.</summary>
    public void AddFunction<T>(Func<NodeExport, T, string> write) where T : struct, IDifferentiable => Add<Unary<T>>((node, op) => write(node, op.Function));

    /// <summary>A function of one number that ONNX has too.</summary>
    public void AddFunction<T>(string name) where T : struct, IDifferentiable => AddFunction<T>((node, _) => node.Add(name, node[0]));

    /// <summary>An operation that ONNX has too, with the same inputs.</summary>
    public void AddSame<T>(string name) where T : Op => Add<T>((node, _) => node.Add(name, node.All));
}
