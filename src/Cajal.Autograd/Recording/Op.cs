namespace Cajal;

/// <summary>One operation: its shape rule, its value and its derivative. Immutable, without state; what it is called with stands on the tape.</summary>
/// <remarks>A new operation is a record in one file with an <c>extension(Tensor)</c> block that calls <see cref="Apply"/>. Attributes are
/// constants of the record; what changes between steps (a learning rate, a counter) comes in as a tensor.</remarks>
public abstract record Op
{
    /// <summary>Name in traces and messages, for example <c>MatMul</c>.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>What it computes, in one line for people who read an explanation; empty where the name says it.</summary>
    public virtual string Formula => "";

    /// <summary>Its name and its attributes. Sealed, so that it is compiled once and not into every operation.</summary>
    public sealed override string ToString()
    {
        var text = new System.Text.StringBuilder(GetType().Name).Append(" { ");
        return text.Append(PrintMembers(text) ? " }" : "}").ToString();
    }

    /// <summary>Number of results.</summary>
    public virtual int OutputCount => 1;

    /// <summary>Which values backward reads. A contract test holds it to that; explanations and cost estimates read it.</summary>
    public virtual Saves Saves => Saves.Both;

    /// <summary>Shape and element type of a result.</summary>
    /// <exception cref="ShapeException">The inputs do not fit.</exception>
    public abstract TensorSpec Infer(ReadOnlySpan<Tensor> x, int output);

    /// <summary>The value on the CPU: reads x, writes y. Also the reference for every other device.</summary>
    public abstract void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y);

    /// <summary>The derivative as tensor algebra: sets <c>pass[i]</c>, the gradient of input i, for each i that <c>pass.Wants(i)</c>.</summary>
    /// <exception cref="InvalidOperationException">The operation has no useful derivative.</exception>
    public virtual void Backward(BackwardPass pass) =>
        throw new InvalidOperationException($"{Name} has no derivative, so no gradient can pass through it. {WhyNoDerivative}");

    /// <summary>One sentence for the message above.</summary>
    protected virtual string WhyNoDerivative => "Take it out of the path from the parameters to the loss, or cut the path with StopGradient().";

    /// <summary>Multiplications followed by an addition that the value takes, for cost estimates; 0 for operations that are cheap beside a product.</summary>
    public virtual long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) => 0;

    /// <summary>The operation with its tensors, for the many runs of a plan.</summary>
    internal virtual Bound Bind(AddressBook book, Tensor[] x, Tensor[] y) => new BoundForward(this, x, y);

    /// <summary>Runs an operation with one result, and records it when a tape records.</summary>
    /// <exception cref="ShapeException">The inputs do not fit.</exception>
    /// <exception cref="InvalidOperationException">Inputs on different devices, or of different element types where equal ones are needed.</exception>
    public static Tensor Apply(Op op, params ReadOnlySpan<Tensor> x)
    {
        Tensor y = Allocate(op, x, 0);
        KernelTable.Run(op, x, new ReadOnlySpan<Tensor>(in y));
        Tape.Note(op, x, new ReadOnlySpan<Tensor>(in y));
        return y;
    }

    /// <summary>Runs an operation with several results, and records it when a tape records.</summary>
    public static Tensor[] ApplyAll(Op op, params ReadOnlySpan<Tensor> x)
    {
        var y = new Tensor[op.OutputCount];
        for (int i = 0; i < y.Length; i++) y[i] = Allocate(op, x, i);
        KernelTable.Run(op, x, y);
        Tape.Note(op, x, y);
        return y;
    }

    /// <summary>The elements of a contiguous input, to be read in <see cref="Forward"/>.</summary>
    protected static ReadOnlySpan<T> Read<T>(Tensor x) where T : unmanaged => x.Span<T>();

    /// <summary>The elements of a result, to be written in <see cref="Forward"/>.</summary>
    protected static Span<T> Write<T>(Tensor y) where T : unmanaged => y.Span<T>();

    /// <summary>The shape two operands have together, see <see cref="Shape.Broadcast"/>.</summary>
    /// <exception cref="ShapeException">They do not fit.</exception>
    protected Shape Broadcast(Shape a, Shape b) => Shape.TryBroadcast(a, b, out var shape) ? shape
        : throw new ShapeException(Name, $"a shape that fits {a} (equal sizes from the end, or 1)", b);

    /// <summary>The element type all inputs share.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    protected DType SameDType(ReadOnlySpan<Tensor> x)
    {
        foreach (var tensor in x)
            if (tensor.DType != x[0].DType)
                throw new InvalidOperationException(
                    $"{Name} needs inputs of one element type; received {x[0].DType} {x[0].Shape} and {tensor.DType} {tensor.Shape}. Convert one with To(dtype).");
        return x[0].DType;
    }

    /// <summary>The element type all inputs share, which must be Float32 or Float64.</summary>
    /// <exception cref="InvalidOperationException">They differ or are not floating point.</exception>
    protected DType SameFloat(ReadOnlySpan<Tensor> x)
    {
        DType dtype = SameDType(x);
        if (!dtype.IsFloat())
            throw new InvalidOperationException($"{Name} needs floating-point numbers; received {dtype} {x[0].Shape}. Convert with To(DType.Float32).");
        return dtype;
    }

    private static Tensor Allocate(Op op, ReadOnlySpan<Tensor> x, int output)
    {
        if (op is ViewOp view) return new Tensor(x[0].Storage, view.View(x[0].Layout));
        var spec = op.Infer(x, output);
        return (Tape.Recording, KernelTable.DeviceOf(op, x)) switch
        {
            (var tape, var device) when device != Device.Cpu => new Tensor(device.Allocate(spec.DType, spec.Shape.Count), new Layout(spec.Shape)),
            ({ } tape, _) => tape.Allocate(spec),
            _ => Tensor.Empty(spec.Shape, spec.DType),
        };
    }
}
