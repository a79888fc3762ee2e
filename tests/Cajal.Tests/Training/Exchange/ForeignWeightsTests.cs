using System.Globalization;
using Cajal.Networks;
using Cajal.Tests.Onnx;
using Cajal.Training;

namespace Cajal.Tests.Training.Exchange;

public class ForeignWeightsTests
{
    private const string NoTorch = "no Python with torch is installed here (Debian: python3-torch)";

    private static readonly string? Python = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(p => OtherPrograms.Run(p, ["-c", "import torch"], null).Code == 0);

    [Theory]
    [InlineData("mlp")]
    [InlineData("pictures")]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("transformer")]
    public void Weights_of_PyTorch_answer_here_as_they_did_there(string name)
    {
        var (network, map) = TorchNetworks.Build(name);
        TorchNetworks.Difference(network, name).ShouldBeGreaterThan(0.01, "fresh weights answer otherwise");
        ForeignWeights.Load(Path.Combine(TorchNetworks.Folder, name + ".safetensors"), network, WeightMap.Parse(map));
        TorchNetworks.Difference(network, name).ShouldBeLessThan(1e-5);
    }

    [SkippableFact]
    public void PyTorch_answers_the_same_with_the_weights_that_are_written_here()
    {
        Skip.If(Python is null, NoTorch);
        using var folder = new TemporaryFolder();
        string script = Path.Combine(TorchNetworks.Folder, "networks.py");
        var made = OtherPrograms.Run(Python, [script, "make", folder.Path], null);
        made.Code.ShouldBe(0, made.Out);
        string[] names = ["mlp", "pictures", "lstm", "gru", "transformer"];
        foreach (string name in names)
        {
            var (network, text) = TorchNetworks.Build(name);
            var map = WeightMap.Parse(text);
            ForeignWeights.Load(folder[name + ".safetensors"], network, map);
            TorchNetworks.Difference(network, name, folder.Path).ShouldBeLessThan(1e-5, name);
            // Other numbers than those that came, so that what PyTorch reads are ours.
            foreach (var parameter in network.Parameters) parameter.Assign(parameter * 0.9);
            var (x, _) = TorchNetworks.Answers(name, folder.Path);
            SafeTensors.Write(folder[name + ".io.safetensors"], new Dictionary<string, Tensor> { ["x"] = x, ["y"] = network.Forward(x) });
            ForeignWeights.Save(folder[name + ".cajal.safetensors"], network, map);
        }
        var (code, said) = OtherPrograms.Run(Python, [script, "check", folder.Path], null);
        code.ShouldBe(0, said);
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(names.Length);
        foreach (string line in lines) double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture).ShouldBeLessThan(1e-5, line);
    }

    [Fact]
    public void What_does_not_fit_is_listed_and_the_model_stays_as_it_is()
    {
        var (network, _) = TorchNetworks.Build("mlp");
        float[] before = network.Parameters[0].ToArray<float>();
        string file = Path.Combine(TorchNetworks.Folder, "mlp.safetensors");
        string Lesson(string map) => Should.Throw<RunException>(() => ForeignWeights.Load(file, network, WeightMap.Parse(map))).Message;
        Lesson("").ShouldContain("no place for 'first.weight' [6, 4], 'first.bias' [6]");
        Lesson("").ShouldContain("nothing for '0.weight' [6, 4]");
        Lesson("first.* = 0.*\nlast.weight = 0.weight\nlast.bias = 2.bias").ShouldContain("two tensors for one place");
        Lesson("first.weight = 0.weight\nlast.* = 2.*\nfirst.bias = -").ShouldContain("nothing for '0.bias' [6]");
        Lesson("first.* = 0.*\nlast.weight = 2.weight transposed\nlast.bias = 2.bias").ShouldContain("'last.weight' → '2.weight' is Float32 [3, 6] before it is laid out anew and Float32 [3, 6] is needed");
        Lesson("first.* = 0.*\nlast.* = 2.*\nthird.* = 4.*").ShouldContain("lines of the map that speak of nothing: 3");
        network.Parameters[0].ToArray<float>().ShouldBe(before);
    }

    [Fact]
    public void Names_may_be_left_out_on_both_sides_and_two_axes_may_change_places()
    {
        using var folder = new TemporaryFolder();
        var linear = new Linear(2, 3, new Rng(1));
        var map = WeightMap.Parse("# a comment\n\nkernel = weight transposed  # [in, out]\n- = bias\n");
        ForeignWeights.Save(folder["w.safetensors"], linear, map);
        var written = SafeTensors.Read(folder["w.safetensors"]).Tensors;
        written.Keys.ShouldBe(["kernel"]);
        written["kernel"].ToArray<float>().ShouldBe(linear.Weight.T.ToArray<float>());
        var other = new Linear(2, 3, new Rng(2));
        other.Bias!.Assign(Tensor.From([1f, 2f, 3f]));
        ForeignWeights.Load(folder["w.safetensors"], other, map);
        other.Weight.ToArray<float>().ShouldBe(linear.Weight.ToArray<float>());
        other.Bias.ToArray<float>().ShouldBe([1, 2, 3]);
        ForeignWeights.Load(folder["w.safetensors"], other, WeightMap.Parse("kernel = weight transposed\n- = *ias"));
        Should.Throw<RunException>(() => ForeignWeights.Save(folder["w.safetensors"], linear, WeightMap.Parse("a = weight\na = bias"))).Message.ShouldContain("the name 'a'");
        Should.Throw<RunException>(() => ForeignWeights.Save(folder["w.safetensors"], linear, WeightMap.Parse("a.* = nothing.*"))).Message.ShouldContain("Line 1");
    }

    [Fact]
    public void Numbers_of_pictures_change_their_order_and_come_back()
    {
        using var folder = new TemporaryFolder();
        var linear = new Linear(12, 2, new Rng(1), bias: false);
        var map = WeightMap.Parse("kernel = weight transposed flattened 2x3x2");
        ForeignWeights.Save(folder["w.safetensors"], linear, map);
        var kernel = SafeTensors.Read(folder["w.safetensors"]).Tensors["kernel"];
        kernel.Shape.ShouldBe([12, 2]);
        // Height 1, width 2, channel 0 is number 10 there, and number 5 here.
        kernel.Select(0, 10).ToArray<float>().ShouldBe(linear.Weight.T.Select(0, 5).ToArray<float>());
        var other = new Linear(12, 2, new Rng(2), bias: false);
        ForeignWeights.Load(folder["w.safetensors"], other, map);
        other.Weight.ToArray<float>().ShouldBe(linear.Weight.ToArray<float>());
        Should.Throw<RunException>(() => ForeignWeights.Save(folder["w.safetensors"], linear, WeightMap.Parse("k = weight flattened 2x2x2"))).Message.ShouldContain("does not allow it");
    }

    [Theory]
    [InlineData("first second")]
    [InlineData("a = b = c")]
    [InlineData("a.* = b")]
    [InlineData("a.*.* = b.*.*")]
    [InlineData("- = -")]
    [InlineData("a b = c")]
    [InlineData("= c")]
    [InlineData("a = b turned")]
    [InlineData("a = b flattened")]
    [InlineData("a = b flattened 2x2")]
    [InlineData("a = b flattened 99999x99999x99999")]
    public void A_line_that_is_none_is_named(string line) =>
        Should.Throw<RunException>(() => WeightMap.Parse("x = y\n" + line, "map.txt")).Message.ShouldStartWith("Line 2 of 'map.txt'");

    [Theory]
    [InlineData("mlp")]
    [InlineData("pictures")]
    [InlineData("lstm")]
    [InlineData("transformer")]
    public void A_draft_by_names_and_shapes_needs_only_a_look(string name)
    {
        var (network, _) = TorchNetworks.Build(name);
        string file = Path.Combine(TorchNetworks.Folder, name + ".safetensors");
        string draft = WeightMapDraft.Of(SafeTensors.Read(file).Tensors, network);
        ForeignWeights.Load(file, network, WeightMap.Parse(draft));
        TorchNetworks.Difference(network, name).ShouldBeLessThan(1e-5, draft);
    }
}
