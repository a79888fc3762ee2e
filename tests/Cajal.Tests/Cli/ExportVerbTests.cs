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
        shell.Run("export", "moons", "--to", "onnx").ShouldBeDone().Out.ShouldBe($"{Path.Combine("moons", "network.onnx")}: reads input [?, 2], answers output [?, 1]; any batch size\n");
        shell.Run("export", "moons", "--to", "onnx", "--out", "raw.onnx", "--with-preprocessing").ShouldBeDone();
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
