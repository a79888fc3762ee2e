using Cajal.Cli;
using Cajal.Onnx;
using Cajal.Training;

namespace Cajal.Tests.Cli;

public class ExportVerbTests
{
    [Fact]
    public void A_run_becomes_an_ONNX_file_that_answers_as_the_run_does()
    {
        using var shell = new Shell();
        shell.Run("train", "moons", "--epochs", "2", "--run", "moons").ShouldBeDone();
        shell.Run("export", "moons", "--to", "onnx").ShouldBeDone().Out.ShouldBe($"{Path.Combine("moons", "network.onnx")}: reads input [?, 2], answers output [?, 1]; any batch size; inputs as the run prepares them (with --with-preprocessing as they stand in the data)\n");
        shell.Run("export", "moons", "--to", "onnx", "--out", "raw.onnx", "--with-preprocessing").ShouldBeDone().Out.ShouldEndWith("any batch size\n");
        var model = TrainedModel.Load(shell["moons"]);
        var raw = Tensor.From(new[,] { { 0.5f, 0.25f }, { -1f, 0.75f }, { 1.5f, -0.5f } });
        var columns = ((Cajal.Data.TableTransform)model.Preprocessing.Inputs).Columns.Cast<Cajal.Data.StandardScaling>().ToArray();
        var scaled = (raw - Tensor.From([.. columns.Select(c => (float)c.Mean)])) / Tensor.From([.. columns.Select(c => (float)c.StandardDeviation)]);
        float[] expected = model.Network.Forward(scaled).ToArray<float>();
        OnnxModule.Load(shell["moons/network.onnx"]).Forward(scaled).ToArray<float>().Zip(expected).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-5);
        OnnxModule.Load(shell["raw.onnx"]).Forward(raw).ToArray<float>().Zip(expected).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-5);

        string told = shell.Run("import", "raw.onnx", "--out", "again.onnx").ShouldBeDone().Out;
        told.ShouldContain("edition 17 of the operators\nreads    input [?, 2]\nanswers  output [?, 1]\n");
        told.ShouldContain("Gemm");
        OnnxModule.Load(shell["again.onnx"]).Forward(raw).ToArray<float>().Zip(expected).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-5);
    }

    [Fact]
    public void Words_come_as_numbers_and_answers_are_shares_or_units()
    {
        using var shell = new Shell();
        shell.Write("rows.csv", "size,colour,ripe\n" + string.Concat(Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{(i % 9 == 0 ? "" : $"{i % 7}.5")},{(i % 2 == 0 ? "red" : "blue")},{(i % 2 == 0 ? "yes" : "no")}\n"))));
        shell.Run("train", "rows.csv", "--epochs", "20", "--layers", "8", "--run", "fruit").ShouldBeDone();
        shell.Run("export", "fruit", "--to", "onnx", "--with-preprocessing", "--with-answers").ShouldBeDone().Out.ShouldContain("reads input [?, 2], answers output [?, 1]; any batch size; words are numbers: colour 0 blue, 1 red");
        shell.Write("ask.csv", "size,colour\n2.5,red\n,blue\n6.5,green\n3,\n");
        string[] table = shell.Run("predict", "fruit", "ask.csv").ShouldBeDone().Out.Split('\n');
        int column = Array.FindIndex(table[0].Split(','), name => name.EndsWith("yes", StringComparison.Ordinal));
        float[] shares = OnnxModule.Load(shell["fruit/network.onnx"]).Forward(Tensor.From(new[,] { { 2.5f, 1 }, { float.NaN, 0 }, { 6.5f, 7 }, { 3, float.NaN } })).ToArray<float>();
        for (int i = 0; i < shares.Length; i++) shares[i].ShouldBe(float.Parse(table[i + 1].Split(',')[column], System.Globalization.CultureInfo.InvariantCulture), 1e-4f);

        shell.Run("train", "sine", "--epochs", "3", "--run", "wave").ShouldBeDone();
        shell.Run("export", "wave", "--to", "onnx", "--with-preprocessing", "--with-answers").ShouldBeDone();
        shell.Write("x.csv", "x\n0.5\n");
        float asked = float.Parse(shell.Run("predict", "wave", "x.csv").ShouldBeDone().Out.Split('\n')[1].Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture);
        OnnxModule.Load(shell["wave/network.onnx"]).Forward(Tensor.From(new[,] { { 0.5f } })).ToArray<float>()[0].ShouldBe(asked, 1e-4f);
    }

    [Fact]
    public void A_network_in_a_file_answers_rows_of_numbers()
    {
        using var shell = new Shell();
        var linear = new Cajal.Networks.Linear(2, 2, new Rng(1));
        linear.Weight.Assign(Tensor.From(new[,] { { 1f, 2f }, { 0f, -1f } }));
        linear.Bias!.Assign(Tensor.From([0.5f, 0f]));
        OnnxExport.Save(linear, Tensor.Zeros([1, 2]), shell["net.onnx"]);
        shell.Write("rows.csv", "1,2\n3,4\n");
        shell.Run("predict", "net.onnx", "rows.csv").ShouldBeDone().Out.ShouldBe("output 0,output 1\n5.5,-2\n11.5,-4\n");
        shell.Run("predict", "net.onnx", "rows.csv", "--json").ShouldBeDone().Out.ShouldBe("[[5.5,-2],[11.5,-4]]\n");
        shell.Write("narrow.csv", "1\n3\n");
        shell.Run("predict", "net.onnx", "narrow.csv").ShouldFail(ExitCode.Failed, "2 (inputs)");
        shell.Run("predict", "net.onnx", "rows.csv", "--interval", "0.9").ShouldFail(ExitCode.WrongUse, "--interval");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_that_says_how_many_rows_a_batch_has_answers_any_number_of_them(int batch)
    {
        using var shell = new Shell();
        var graph = Onnx.Graphs.Graph([], Onnx.Graphs.Node("Neg", ["x"]));
        var sizes = new Cajal.Onnx.Format.TensorShapeProto();
        foreach (long size in new long[] { batch, 2 }) sizes.Dim.Add(new Cajal.Onnx.Format.TensorShapeProto.Types.Dimension { DimValue = size });
        graph.Input.Add(new Cajal.Onnx.Format.ValueInfoProto { Name = "x", Type = new() { TensorType = new() { ElemType = 1, Shape = sizes } } });
        shell.Write("net.onnx", Google.Protobuf.MessageExtensions.ToByteArray(Onnx.Graphs.Model(17, graph)));
        shell.Write("rows.csv", "1,2\n3,4\n5,6\n");
        shell.Run("predict", "net.onnx", "rows.csv").ShouldBeDone().Out.ShouldBe("y 0,y 1\n-1,-2\n-3,-4\n-5,-6\n");
    }

    [Fact]
    public void Wrong_words_get_one_sentence()
    {
        using var shell = new Shell();
        shell.Write("bad.onnx", "no network");
        shell.Run("import", "bad.onnx").ShouldFail(ExitCode.Failed, "'bad.onnx'", "not an ONNX file");
        shell.Run("import", "none.onnx").ShouldFail(ExitCode.Failed, "none.onnx");
        shell.Run("export", "nowhere", "--to", "onnx").ShouldFail(ExitCode.Failed, "nowhere");
        shell.Run("export", "--to", "tensorflow").ShouldFail(ExitCode.WrongUse, "tensorflow", "onnx");
    }
}
