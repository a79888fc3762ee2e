using Cajal.Networks;
using Cajal.Onnx;

namespace Cajal.Tests.Onnx;

public class OnnxExportTests
{
    public static TheoryData<string> Names()
    {
        var data = new TheoryData<string>();
        foreach (var network in All.Keys) data.Add(network);
        return data;
    }

    private static readonly Dictionary<string, ExportedNetwork> All = ExportedNetworks.Models().Concat(ExportedNetworks.Layers()).ToDictionary(n => n.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_exported_and_read_again_answers_the_same_with_another_batch_size(string name)
    {
        var network = All[name];
        using var folder = new Data.TestFolder();
        string once = Path.Combine(folder.Path, "once.onnx"), twice = Path.Combine(folder.Path, "twice.onnx");
        OnnxExport.Save(network.Forward, network.Inputs, once);
        var expected = network.Forward(network.Inputs);
        var back = OnnxModule.Load(once);
        Same(back.Run(network.Inputs), expected);
        OnnxExport.Save(back.Run, network.Inputs, twice);
        Same(OnnxModule.Load(twice).Run(network.Inputs), expected);
    }

    [Fact]
    public void Every_model_in_the_catalogues_is_among_them()
    {
        var exported = All.Keys.ToArray();
        foreach (string model in ModelCatalog.All.Names.Concat(GenerativeCatalog.All.Names))
            exported.ShouldContain(e => e.StartsWith(model, StringComparison.Ordinal), model);
    }

    [Fact]
    public void Weights_keep_their_names_and_the_first_axis_is_free()
    {
        using var folder = new Data.TestFolder();
        string file = Path.Combine(folder.Path, "mlp.onnx");
        var mlp = Mlp.Build([4, 8, 3], new Rng(1));
        OnnxExport.Save(mlp, Tensor.Zeros([1, 4]), file, new OnnxExportOptions { InputNames = ["x"], OutputNames = ["logits"] });
        var back = OnnxModule.Load(file);
        back.Parameters.Select(p => p.Name).Order().ShouldBe(mlp.Parameters.Select(p => p.Name).Order());
        var lstm = new Lstm(3, 4, new Rng(1), batchFirst: true);
        OnnxExport.Save(lstm, Tensor.Zeros([1, 5, 3]), Path.Combine(folder.Path, "lstm.onnx"));
        OnnxModule.Load(Path.Combine(folder.Path, "lstm.onnx")).Parameters.Select(p => p.Name).Order().ShouldBe(lstm.Parameters.Select(p => p.Name).Order());
        back.Inputs[0].ToString().ShouldBe("x [?, 4]");
        back.Outputs[0].ToString().ShouldBe("logits [?, 3]");
    }

    [Fact]
    public void A_linear_layer_of_rows_is_one_operator_and_one_of_steps_stays_three()
    {
        using var folder = new Data.TestFolder();
        string file = Path.Combine(folder.Path, "linear.onnx");
        string[] Operators(Layer layer, Tensor x)
        {
            OnnxExport.Save(layer, x, file);
            OnnxCases.Difference(OnnxModule.Load(file).Forward(x), layer.Forward(x), 1e-5, 1e-5).ShouldBeNull();
            return [.. OnnxModule.Load(file).Operators.Select(o => o.Name)];
        }
        var linear = new Linear(3, 2, new Rng(1));
        Operators(linear, Tensor.Normal([4, 3], new Rng(2))).ShouldBe(["Gemm"]);
        Operators(new Sequential(linear, Activation.Relu, new Linear(2, 3, new Rng(3)), Activation.Relu, linear), Tensor.Normal([4, 3], new Rng(2))).ShouldBe(["Gemm", "Relu"], ignoreOrder: true);
        Operators(linear, Tensor.Normal([4, 5, 3], new Rng(2))).ShouldNotContain("Gemm");
        Operators(new Linear(3, 2, new Rng(1), bias: false), Tensor.Normal([4, 3], new Rng(2))).ShouldBe(["MatMul", "Transpose"], ignoreOrder: true);
    }

    [Fact]
    public void Folded_norms_answer_the_same_and_are_gone()
    {
        using var folder = new Data.TestFolder();
        string file = Path.Combine(folder.Path, "resnet.onnx");
        var resnet = ResNet.Build(new Rng(3), channels: 3, classes: 4, width: 4, stages: 2, blocks: 1);
        foreach (var state in resnet.States.Where(s => s.DType == DType.Float32)) state.Assign(Tensor.Uniform(state.Shape, new Rng(4), 0.5, 1.5));
        var x = Tensor.Normal([5, 3, 8, 8], new Rng(5));
        OnnxExport.Save(resnet, x, file, new OnnxExportOptions { FoldNormalization = true });
        var back = OnnxModule.Load(file);
        back.Operators.Select(o => o.Name).ShouldNotContain("BatchNormalization");
        back.Operators.Select(o => o.Name).ShouldContain("Conv");
        OnnxCases.Difference(back.Forward(x), resnet.Forward(x), 1e-5, 1e-5).ShouldBeNull();
    }

    [Fact]
    public void What_is_done_before_the_network_is_written_too()
    {
        using var folder = new Data.TestFolder();
        string file = Path.Combine(folder.Path, "scaled.onnx");
        var mlp = Mlp.Build([3, 5, 2], new Rng(1));
        var before = new LayerNorm([3]);
        OnnxExport.Save(mlp, Tensor.Zeros([1, 3]), file, new OnnxExportOptions { Before = before });
        var x = Tensor.Normal([4, 3], new Rng(2));
        OnnxCases.Difference(OnnxModule.Load(file).Forward(x), mlp.Forward(before.Forward(x)), 1e-5, 1e-5).ShouldBeNull();
    }

    [Fact]
    public void What_no_operator_does_and_what_follows_the_batch_is_said_in_a_sentence()
    {
        using var folder = new Data.TestFolder();
        string file = Path.Combine(folder.Path, "no.onnx");
        Should.Throw<OnnxException>(() => OnnxExport.Save(x => [x[0].ArgMaxPool2d(2)], [Tensor.Zeros([1, 2, 4, 4])], file)).Message.ShouldContain("ArgMaxPool");
        Should.Throw<OnnxException>(() => OnnxExport.Save(x => [Enumerable.Range(0, x[0].Shape[0]).Select(i => x[0].Select(0, i)).Aggregate((a, b) => a + b)], [Tensor.Zeros([1, 2])], file))
            .Message.ShouldContain("loops over the batch");
        Should.Throw<OnnxException>(() => OnnxExport.Save(x => [x[0] * Tensor.Scalar(x[0].Shape[0])], [Tensor.Zeros([1, 2])], file)).Message.ShouldContain("constant");
        File.Exists(file).ShouldBeFalse();
    }

    private static void Same(IReadOnlyList<Tensor> received, IReadOnlyList<Tensor> expected)
    {
        received.Count.ShouldBe(expected.Count);
        for (int i = 0; i < expected.Count; i++) OnnxCases.Difference(received[i], expected[i], 1e-5, 1e-5).ShouldBeNull();
    }
}
