using Cajal.Onnx;

namespace Cajal.AspNetCore;

/// <summary>An ONNX network with all its inputs laid out in one row and all its outputs in another, so that it can be asked row by row.</summary>
internal sealed class OnnxRow
{
    private readonly OnnxModule network;
    private readonly int[][] shapes;

    private OnnxRow(OnnxModule network)
    {
        this.network = network;
        shapes = [.. network.Inputs.Select(PortReader.ShapeOf)];
        if (network.Inputs.Count == 0) throw new OnnxException("The network reads nothing, so there is nothing to ask it.");
        foreach (var port in network.Inputs)
            if (port.Sizes is not { Count: > 0 } sizes || sizes.Skip(1).Any(s => s < 1) || sizes[0] > 1)
                throw new OnnxException($"serve asks networks whose inputs have known sizes behind a free batch, [N, …]; this one reads {string.Join(", ", network.Inputs)}.");
        IsSingle = network.Inputs.Any(i => i.Sizes![0] == 1);
        Reader = new PortReader(network.Inputs);
        var outputs = new List<(string, int[])>();
        using (Tape.Start(Mode.Inference))
        {
            var answers = Ask(Tensor.Zeros([1, Reader.Size]));
            for (int i = 0; i < answers.Length; i++)
            {
                if (answers[i].Rank == 0 || answers[i].Shape[0] != 1) throw new OnnxException($"The network answers {answers[i].Shape} under '{network.Outputs[i].Name}' to one example; one row for each example was expected.");
                outputs.Add((network.Outputs[i].Name, answers[i].Shape.Without(0).ToArray()));
            }
        }
        Writer = new PortAnswer([.. outputs]);
    }

    /// <summary>What it reads.</summary>
    public PortReader Reader { get; }

    /// <summary>What it answers.</summary>
    public PortAnswer Writer { get; }

    /// <summary>Whether the file says that a batch has one row.</summary>
    public bool IsSingle { get; }

    /// <summary>Lays a network out.</summary>
    /// <exception cref="OnnxException">Sizes that are not known, or an output that has no row for each example.</exception>
    public static OnnxRow Of(OnnxModule network) => new(network);

    /// <summary>[N, all inputs] → [N, all outputs].</summary>
    public Tensor Run(Tensor rows)
    {
        var answers = Ask(rows);
        Tensor[] flat = [.. answers.Select(y => y.Reshape(Shape.Of([rows.Shape[0], y.Count / rows.Shape[0]])).To(DType.Float32))];
        return flat is [var one] ? one : Tensor.Concatenate(flat, 1);
    }

    private Tensor[] Ask(Tensor rows)
    {
        var inputs = new Tensor[shapes.Length];
        for (int i = 0, at = 0; i < shapes.Length; i++)
        {
            int count = shapes[i].Aggregate(1, (a, b) => a * b);
            inputs[i] = rows.Slice(1, at..(at + count)).Reshape(Shape.Of(network.Inputs[i].Sizes!.Count == 1 ? [rows.Shape[0]] : [rows.Shape[0], .. shapes[i]])).To(network.Inputs[i].DType);
            at += count;
        }
        return network.Run(inputs);
    }
}
