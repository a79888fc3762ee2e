using System.Globalization;

namespace Cajal.CSharp;

/// <summary>One recorded operation on its way into a program.</summary>
internal sealed class NodeProgram(ProgramBody body, Node node)
{
    /// <summary>The operation.</summary>
    public Op Op => node.Op;

    /// <summary>Number of inputs.</summary>
    public int Count => node.Inputs.Count;

    /// <summary>Name of an input.</summary>
    public string this[int i] => body.NameOf(node.Inputs[i]);

    /// <summary>Name of an input, or null where it may be left out.</summary>
    public string OrNull(int i) => i < Count ? this[i] : "null";

    /// <summary>An input.</summary>
    public Tensor Input(int i) => node.Inputs[i];

    /// <summary>Shape of an input.</summary>
    public Shape ShapeOf(int i) => node.Inputs[i].Shape;

    /// <summary>Shape of a result.</summary>
    public Shape Result(int i = 0) => node.Outputs[i].Shape;

    /// <summary>Element type of the first input.</summary>
    public DType DType => node.Inputs[0].DType;

    /// <summary>Whether an input does not follow from the program's input.</summary>
    public bool IsConstant(int i) => !body.IsComputed(node.Inputs[i]);

    /// <summary>The result is an expression.</summary>
    public void Yield(string expression)
    {
        Literal.TypeName(node.Outputs[0].DType);
        body.Add([node.Outputs[0]], expression, node.Module);
    }

    /// <summary>The first results are those of an expression.</summary>
    public void YieldMany(int results, string expression) => body.Add([.. node.Outputs.Take(results)], expression, node.Module);

    /// <summary>The result is an input, laid out otherwise.</summary>
    public void Pass(int input = 0) => body.Bind(node.Outputs[0], this[input]);

    /// <summary>An input stretched to a shape.</summary>
    public string Stretched(int input, Shape shape)
    {
        var from = ShapeOf(input);
        // Axes of one number move nothing.
        if (from.Count == shape.Count) return this[input];
        int[] steps = new int[shape.Rank], own = Steps(from);
        for (int axis = 0; axis < from.Rank; axis++)
            if (from[axis] > 1) steps[shape.Rank - from.Rank + axis] = own[axis];
        return View(this[input], shape.ToArray(), steps);
    }

    /// <summary>A view of an array: sizes and steps of its axes.</summary>
    public static string View(string x, int[] sizes, int[] steps, int start = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"View({x}, {Literal.Ints(sizes)}, {Literal.Ints(steps)}{(start == 0 ? "" : $", {start}")})");

    /// <summary>Steps of the axes of a shape whose numbers lie side by side.</summary>
    public static int[] Steps(Shape shape)
    {
        var steps = new int[shape.Rank];
        for (int axis = shape.Rank - 1, step = 1; axis >= 0; step *= shape[axis--]) steps[axis] = step;
        return steps;
    }

    /// <summary>Numbers behind an axis.</summary>
    public static int Inner(Shape shape, int axis) => shape.ToArray().Skip(axis + 1).Aggregate(1, (a, b) => a * b);

    /// <summary>An input as whole numbers of 64 bits.</summary>
    public string Longs(int i) => Input(i).DType == DType.Int64 ? this[i] : $"Map({this[i]}, v => (long)v)";

    /// <summary>A constant matrix [rows, columns] with its axes exchanged; computed now where the matrix is one, else in the program.</summary>
    public string Transposed(int i)
    {
        var shape = ShapeOf(i);
        int[] steps = Steps(shape);
        if (!IsConstant(i)) return View(this[i], [shape[1], shape[0]], [steps[1], steps[0]]);
        float[] from = Input(i).ToArray<float>(), to = new float[from.Length];
        for (int r = 0; r < shape[0]; r++)
            for (int c = 0; c < shape[1]; c++) to[c * shape[0] + r] = from[r * shape[1] + c];
        return body.Constants.Add(body.HintOf(Input(i)), to, [shape[1], shape[0]]);
    }

    /// <summary>A constant of the operation.</summary>
    public string Constant<T>(string hint, T[] values) where T : unmanaged => body.Constants.Add(hint, values, [values.Length]);

    /// <summary>A sentence on what cannot be written.</summary>
    public CSharpException Wrong(string why) => new($"{node} cannot be written as C#: {why}.");
}
