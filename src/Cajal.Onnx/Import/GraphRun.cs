using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>Computes a graph, node by node in the file's order, in Cajal's operations: recorded where a tape records, with derivatives.</summary>
internal static class GraphRun
{
    /// <summary>Computes all nodes into the scope; with lifetimes, what nothing reads any more leaves it.</summary>
    public static void Nodes(GraphProto graph, Scope scope, int opset, string? folder, Lifetimes? lifetimes = null)
    {
        for (int i = 0; i < graph.Node.Count; i++)
        {
            Node(graph.Node[i], i, scope, opset, folder);
            if (lifetimes is null) continue;
            foreach (string name in lifetimes.EndAt(i)) scope.Forget(name);
        }
    }

    /// <summary>The values of a branch: its own initialisers and nodes, and those around.</summary>
    public static Value[] Branch(GraphProto graph, Scope scope, Call call)
    {
        foreach (var tensor in graph.Initializer) scope.Set(tensor.Name, new(TensorReader.Read(tensor, call.Folder), Known: true));
        Nodes(graph, scope, call.Opset, call.Folder);
        return [.. graph.Output.Select(o => scope.Find(o.Name) ?? throw call.Wrong($"its branch names the output '{o.Name}', which no node computes."))];
    }

    /// <summary>The name and number of a node, for messages.</summary>
    public static string Place(NodeProto node, int index) => node.Name.Length > 0
        ? FormattableString.Invariant($"Node {index} '{node.Name}' ({node.OpType})") : FormattableString.Invariant($"Node {index} ({node.OpType})");

    private static void Node(NodeProto node, int index, Scope scope, int opset, string? folder)
    {
        string place = Place(node, index);
        if (node.Domain is not ("" or "ai.onnx") || OperatorTable.All.Find(node.OpType) is not { } operation)
            throw new OnnxUnsupportedException(node.OpType, $"{place}: the operator {(node.Domain.Length > 0 ? node.Domain + "." : "")}{node.OpType} is not supported.");
        var inputs = new Value[node.Input.Count];
        bool known = true;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (node.Input[i].Length == 0)
            {
                inputs[i] = new(null, Known: true);
                continue;
            }
            inputs[i] = scope.Find(node.Input[i]) ?? throw new OnnxException(
                $"{place} reads '{node.Input[i]}', which nothing before it computes. Nodes stand in the order in which they can be computed, without circles.");
            known &= inputs[i].Known;
        }
        // Shapes are known before their tensors.
        known |= node.OpType is "Shape" or "Size";
        var results = Results(operation, new Call(node, opset, place, inputs, scope, folder), known && node.OpType is not ("If" or "Loop"));
        for (int i = 0; i < node.Output.Count && i < results.Length; i++)
        {
            if (results[i] is { Count: var count } && count > OnnxLimits.Elements)
                throw new OnnxException(FormattableString.Invariant($"{place} makes {count} numbers; at most {OnnxLimits.Elements} are made here. Take a smaller batch."));
            scope.Set(node.Output[i], new(results[i], known));
        }
    }

    private static Tensor?[] Results(Func<Call, Tensor?[]> operation, Call call, bool beside)
    {
        try
        {
            if (!beside || Tape.Recording is null) return operation(call);
            using var pause = Tape.Pause(Tape.CurrentMode);
            return operation(call);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OverflowException or ArithmeticException)
        {
            throw call.Wrong(error.Message.ReplaceLineEndings(" "));
        }
        catch (Exception error) when (error is IndexOutOfRangeException or NullReferenceException)
        {
            throw call.Wrong("its inputs and attributes do not fit one another.");
        }
        catch (OutOfMemoryException)
        {
            throw call.Wrong("the memory does not suffice; take a smaller batch.");
        }
    }
}
