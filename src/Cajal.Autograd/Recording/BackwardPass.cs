namespace Cajal;

/// <summary>What an operation sees in backward: its inputs and results, the gradient that arrives at its results, and places for the gradients
/// of its inputs.</summary>
public sealed class BackwardPass
{
    private readonly Node node;
    private readonly Func<Tensor, bool> slotWanted;
    private readonly Func<Tensor, Tensor?> gradientOf;
    private readonly Tensor?[] gradients;

    internal BackwardPass(Node node, bool differentiable, Func<Tensor, bool> slotWanted, Func<Tensor, Tensor?> gradientOf)
    {
        this.node = node;
        this.slotWanted = slotWanted;
        this.gradientOf = gradientOf;
        gradients = new Tensor?[node.Inputs.Count];
        Differentiable = differentiable;
    }

    /// <summary>True when the gradient will be differentiated again: the derivative must then be written in operations that have derivatives.</summary>
    public bool Differentiable { get; }

    /// <summary>dY: the gradient that arrives at the first result.</summary>
    public Tensor OutputGradient => OutputGradientOf(0) ?? throw new InvalidOperationException($"No gradient arrives at the first result of {node.Op.Name}.");

    /// <summary>The gradient of input i, with that input's shape; a gradient nobody asked for is let go.</summary>
    /// <exception cref="ShapeException">The gradient has another shape than its input.</exception>
    public Tensor? this[int input]
    {
        get => gradients[input];
        set
        {
            if (!Wants(input) || value is null) return;
            if (value.Shape != node.Inputs[input].Shape)
                throw new ShapeException($"Backward of {node.Op.Name}", $"a gradient of its input's shape {node.Inputs[input].Shape}", value.Shape);
            gradients[input] = value;
        }
    }

    /// <summary>Number of inputs of the forward pass.</summary>
    public int InputCount => node.Inputs.Count;

    /// <summary>True when somebody asks for the gradient of input i.</summary>
    public bool Wants(int input) => slotWanted(node.Inputs[input]);

    /// <summary>Input i of the forward pass.</summary>
    /// <exception cref="InvalidOperationException">It is a kept tensor that has been written since.</exception>
    public Tensor Input(int input)
    {
        node.RequireUnchanged(input);
        return node.Inputs[input];
    }

    /// <summary>Result of the forward pass.</summary>
    public Tensor Output(int output = 0) => node.Outputs[output];

    /// <summary>The gradient that arrives at a result; null when none does.</summary>
    public Tensor? OutputGradientOf(int output) => gradientOf(node.Outputs[output]);
}
