using Cajal.Onnx;
using Cajal.Onnx.Format;
using Google.Protobuf;

namespace Cajal.Tests.Onnx;

/// <summary>Small ONNX files made by hand.</summary>
internal static class Graphs
{
    public static ModelProto Model(int opset, GraphProto graph)
    {
        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
        return model;
    }

    /// <summary>A graph with inputs of free shape and one output <c>y</c>.</summary>
    public static GraphProto Graph(string[] inputs, params NodeProto[] nodes)
    {
        var graph = new GraphProto { Name = "by hand" };
        graph.Input.Add(inputs.Select(name => new ValueInfoProto { Name = name }));
        graph.Node.Add(nodes);
        graph.Output.Add(new ValueInfoProto { Name = "y" });
        return graph;
    }

    public static NodeProto Node(string op, string[] inputs, string output = "y", params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = op, Output = { output } };
        node.Input.Add(inputs);
        node.Attribute.Add(attributes);
        return node;
    }

    public static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Ints(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    public static AttributeProto Body(string name, GraphProto graph) => new() { Name = name, G = graph, Type = AttributeProto.Types.AttributeType.Graph };

    public static GraphProto With(this GraphProto graph, string name, Tensor value)
    {
        graph.Initializer.Add(TensorWriter.Write(value, name));
        return graph;
    }

    /// <summary>Writes the file and reads it as a module.</summary>
    public static OnnxModule Load(ModelProto model)
    {
        using var folder = new Data.TestFolder();
        return OnnxModule.Load(folder.Write("model.onnx", model.ToByteArray()));
    }

    /// <summary>The one answer of a graph.</summary>
    public static Tensor Run(int opset, GraphProto graph, params Tensor[] inputs) => Load(Model(opset, graph)).Run(inputs)[0];
}
