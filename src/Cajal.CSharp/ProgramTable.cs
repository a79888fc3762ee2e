namespace Cajal.CSharp;

/// <summary>How operations are written, by their type; each family of them is a file in Operators.</summary>
internal sealed class ProgramTable
{
    private readonly Dictionary<Type, Action<NodeProgram>> all = [];

    private ProgramTable()
    {
        ArithmeticProgram.AddTo(this);
        ActivationProgram.AddTo(this);
        ArrangementProgram.AddTo(this);
        IndexProgram.AddTo(this);
        ReductionProgram.AddTo(this);
        NormProgram.AddTo(this);
        ConvolutionProgram.AddTo(this);
        RecurrentProgram.AddTo(this);
        AttentionProgram.AddTo(this);
    }

    /// <summary>All of them.</summary>
    public static ProgramTable All { get; } = new();

    /// <summary>How an operation is written; null when it cannot be.</summary>
    public Action<NodeProgram>? Find(Op op) => all.GetValueOrDefault(op.GetType());

    /// <summary>An operation, written by its own lines.</summary>
    public void Add<T>(Action<NodeProgram, T> write) where T : Op => all.Add(typeof(T), node => write(node, (T)node.Op));

    /// <summary>An operation whose result is one expression.</summary>
    public void Add<T>(Func<NodeProgram, T, string> write) where T : Op => all.Add(typeof(T), node => node.Yield(write(node, (T)node.Op)));

    /// <summary>A function of one number, v.</summary>
    public void AddFunction<T>(Func<T, string> expression) where T : struct, IDifferentiable =>
        Add<Unary<T>>((n, op) => $"Map({n[0]}, v => {expression(op.Function)})");

    /// <summary>A function of two numbers, a and b, which stretch to one shape.</summary>
    public void AddPair<T>(string expression) where T : Op => Add<T>((n, _) =>
    {
        // One number for all is written into the line.
        for (int i = 0; i < 2; i++)
            if (n.IsConstant(i) && n.ShapeOf(i).Count == 1 && n.ShapeOf(1 - i).Count == n.Result().Count)
            {
                string number = Literal.Of(n.Input(i).DType switch
                {
                    DType.Float32 => n.Input(i).ToArray<float>()[0],
                    DType.Int64 => n.Input(i).ToArray<long>()[0],
                    DType.Int32 => n.Input(i).ToArray<int>()[0],
                    _ => n.Input(i).ToArray<bool>()[0],
                });
                string here = i == 0 ? "a" : "b", there = i == 0 ? "b" : "a";
                return $"Map({n[1 - i]}, {there} => {System.Text.RegularExpressions.Regex.Replace(expression, $@"\b{here}\b", number)})";
            }
        return $"Zip({n.Stretched(0, n.Result())}, {n.Stretched(1, n.Result())}, (a, b) => {expression})";
    });
}
