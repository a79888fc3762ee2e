namespace Cajal.Onnx;

/// <summary>The operators that can be read, by name; each family of them is a file in Operators.</summary>
internal sealed class OperatorTable
{
    private readonly Dictionary<string, Func<Call, Tensor?[]>> all = new(StringComparer.Ordinal);

    private OperatorTable()
    {
        Arithmetic.AddTo(this);
        Logic.AddTo(this);
        Activations.AddTo(this);
        Products.AddTo(this);
        Convolutions.AddTo(this);
        Pools.AddTo(this);
        Norms.AddTo(this);
        Arrangements.AddTo(this);
        Pieces.AddTo(this);
        Borders.AddTo(this);
        Makers.AddTo(this);
        Indexing.AddTo(this);
        Scatters.AddTo(this);
        Reductions.AddTo(this);
        Orders.AddTo(this);
        Resizes.AddTo(this);
        Recurrences.AddTo(this);
        Attentions.AddTo(this);
        Branches.AddTo(this);
        ClassLosses.AddTo(this);
    }

    /// <summary>All of them.</summary>
    public static OperatorTable All { get; } = new();

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => all.Keys.Order(StringComparer.Ordinal);

    /// <summary>The operator of a name; null for none.</summary>
    public Func<Call, Tensor?[]>? Find(string name) => all.GetValueOrDefault(name);

    /// <summary>An operator with one result.</summary>
    public void Add(string name, Func<Call, Tensor> value) => all.Add(name, call => [value(call)]);

    /// <summary>An operator with several results.</summary>
    public void AddMany(string name, Func<Call, Tensor?[]> values) => all.Add(name, values);
}
