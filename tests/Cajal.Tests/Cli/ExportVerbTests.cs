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
        told.ShouldContain("MatMul");
        OnnxModule.Load(shell["again.onnx"]).Forward(raw).ToArray<float>().Zip(expected).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-5);
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
