namespace Cajal.Onnx;

/// <summary>One recorded operation on its way into a graph, as it was with the one and with the other batch size.</summary>
/// <param name="graph">The graph.</param>
/// <param name="a">With the first batch size.</param>
/// <param name="b">With the second.</param>
internal sealed class NodeExport(GraphWriter graph, Node a, Node b)
{
    /// <summary>The graph.</summary>
    public GraphWriter Graph => graph;

    /// <summary>The operation.</summary>
    public Op Op => a.Op;

    /// <summary>The operation with the other batch size.</summary>
    public Op OtherOp => b.Op;

    /// <summary>Number of inputs.</summary>
    public int Count => a.Inputs.Count;

    /// <summary>Name of an input.</summary>
    public string this[int i] => graph.NameOf(a.Inputs[i], b.Inputs[i]);

    /// <summary>Names of all inputs.</summary>
    public string[] All => [.. Enumerable.Range(0, Count).Select(i => this[i])];

    /// <summary>Element type of the first input.</summary>
    public DType DType => a.Inputs[0].DType;

    /// <summary>Shape of an input.</summary>
    public Shape ShapeOf(int input) => a.Inputs[input].Shape;

    /// <summary>Shape of an input with the other batch size.</summary>
    public Shape OtherShapeOf(int input) => b.Inputs[input].Shape;

    /// <summary>Shape of a result.</summary>
    public Shape ResultShape(int output = 0) => a.Outputs[output].Shape;

    /// <summary>An input as it is there, to be looked at.</summary>
    public Tensor Input(int i) => a.Inputs[i];

    /// <summary>Whether something reads a result.</summary>
    public bool Wants(int output) => graph.IsUsed(a.Outputs[output]);

    /// <summary>Sizes of a result.</summary>
    public string ResultSizes(int output = 0) => graph.Sizes(a.Outputs[output].Shape, b.Outputs[output].Shape);

    /// <summary>Sizes of an input.</summary>
    public string InputSizes(int input) => graph.Sizes(a.Inputs[input].Shape, b.Inputs[input].Shape);

    /// <summary>A node with one result.</summary>
    public string Add(string op, params string[] inputs) => graph.Add(op, inputs);

    /// <summary>A node with one result and attributes.</summary>
    public string Add(string op, string[] inputs, params (string Name, object Value)[] attributes) => graph.Add(op, inputs, attributes);

    /// <summary>A number of the first input's type.</summary>
    public string Number(double value) => graph.Number(value, DType.IsFloat() || DType == DType.Int64 || DType == DType.Int32 ? DType : DType.Float32);

    /// <summary>Gives a result its name.</summary>
    public void Yield(string name, int output = 0) => graph.Bind(a.Outputs[output], name);

    /// <summary>Requires that the operation's attributes do not follow the batch size.</summary>
    public void RequireSteady()
    {
        if (!a.Op.Equals(b.Op)) throw Wrong($"its attributes follow the batch size: {a.Op} and {b.Op}");
    }

    /// <summary>A sentence on what cannot be written.</summary>
    public OnnxUnsupportedException Wrong(string why) => new(a.Op.Name, $"{a} cannot be written as ONNX: {why}.");

    /// <summary>Writes the operation.</summary>
    public void Write()
    {
        if (ExportTable.All.Find(a.Op) is not { } write) throw Wrong("there is no operator for it");
        write(this);
    }
}
