using Cajal.Onnx;

namespace Cajal.AspNetCore;

/// <summary>Reads the inputs of an ONNX network under their own names; numbers go in as they stand.</summary>
internal sealed class PortReader(IReadOnlyList<OnnxPort> ports) : GridReader([.. ports.Select(p => new InputField(p.Name, FieldKind.Grid, ShapeOf(p)))])
{
    /// <summary>Sizes of one example of a port, without its batch: [N, …] → […].</summary>
    public static int[] ShapeOf(OnnxPort port) => port.Sizes is { Count: > 1 } sizes ? [.. sizes.Skip(1)] : [1];

    /// <inheritdoc/>
    protected override void Accept(InputField field, int count, Span<float> numbers, Span<double> raw) => RequireAll(field, count, numbers.Length);
}
